package io.sparkhessian.io.npy;

import io.sparkhessian.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The header of a NumPy file, format versions 1.0 to 3.0.
 *
 * @param descr the dtype in NumPy's notation, {@code <f8}; a structured dtype is in brackets
 * @param fortranOrder whether columns, not rows, are contiguous
 * @param shape the length of each axis
 * @param bytes offset of the first value in the file
 */
record NpyHeader(String descr, boolean fortranOrder, List<Long> shape, long bytes) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST = 1 << 16;
  private static final Pattern ENTRY =
      Pattern.compile(
          "\\s*'([a-z_]+)'\\s*:\\s*('[^']*'|True|False|\\([0-9,\\s]*\\)|\\[.*\\])\\s*(?:,\\s*|$)");

  NpyHeader {
    shape = List.copyOf(shape);
  }

  /** Reads the header and leaves the stream at the first value. */
  static NpyHeader read(InputStream in, String name) throws IOException {
    byte[] start = in.readNBytes(MAGIC.length + 2);
    if (start.length < MAGIC.length + 2
        || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      boolean archive = start.length > 1 && start[0] == 'P' && start[1] == 'K';
      throw Failure.input(
          name
              + (archive ? ": is an .npz archive" : ": is not a .npy file")
              + "; write one array with numpy.save(f, a)");
    }
    int version = start[MAGIC.length];
    if (version < 1 || version > 3) {
      throw Failure.input(
          "%s: .npy format version %d is unknown; write the file again with numpy.save(f, a)"
              .formatted(name, version));
    }
    byte[] size = in.readNBytes(version == 1 ? 2 : 4);
    ByteBuffer number = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).put(size);
    long length = Integer.toUnsignedLong(number.getInt(0));
    if (length > LONGEST) {
      throw malformed(name);
    }
    byte[] text = in.readNBytes((int) length);
    if (text.length < length) {
      throw malformed(name);
    }
    return parse(
        new String(text, StandardCharsets.UTF_8), start.length + size.length + length, name);
  }

  private static NpyHeader parse(String header, long bytes, String name) {
    String dictionary = header.strip();
    if (!dictionary.startsWith("{") || !dictionary.endsWith("}")) {
      throw malformed(name);
    }
    String body = dictionary.substring(1, dictionary.length() - 1).strip();
    Matcher entry = ENTRY.matcher(body);
    Map<String, String> values = new HashMap<>();
    for (int at = 0; at < body.length(); at = entry.end()) {
      entry.region(at, body.length());
      if (!entry.lookingAt() || values.put(entry.group(1), entry.group(2)) != null) {
        throw malformed(name);
      }
    }
    if (!values.keySet().equals(Set.of("descr", "fortran_order", "shape"))
        || !values.get("shape").startsWith("(")
        || !Set.of("True", "False").contains(values.get("fortran_order"))) {
      throw malformed(name);
    }
    return new NpyHeader(
        values.get("descr").replace("'", ""),
        values.get("fortran_order").equals("True"),
        shape(values.get("shape"), name),
        bytes);
  }

  private static List<Long> shape(String tuple, String name) {
    String inner = tuple.substring(1, tuple.length() - 1).replaceAll("\\s", "");
    if (inner.isEmpty()) {
      return List.of();
    }
    if (!inner.contains(",")) {
      throw malformed(name);
    }
    String axes = inner.endsWith(",") ? inner.substring(0, inner.length() - 1) : inner;
    try {
      return Arrays.stream(axes.split(",", -1)).map(Long::valueOf).toList();
    } catch (NumberFormatException e) {
      throw malformed(name);
    }
  }

  /** The shape in Python's notation. */
  String shapeText() {
    return shape.size() == 1
        ? "(" + shape.get(0) + ",)"
        : shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
  }

  private static Failure malformed(String name) {
    return Failure.input(
        name + ": its .npy header is damaged; write the file again with numpy.save(f, a)");
  }
}
