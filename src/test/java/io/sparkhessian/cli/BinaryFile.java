package io.sparkhessian.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/** A file that is created or damaged byte by byte. */
final class BinaryFile {
  private static final int PROLOGUE = 10;

  private final Path file;

  BinaryFile(Path file) {
    this.file = file;
  }

  void apply(CaseStep step) throws IOException {
    if (step.verb().equals("npy")) {
      Files.write(file, npy(step.argument(1), step.argument(2)));
      return;
    }
    byte[] bytes = Files.readAllBytes(file);
    Files.write(
        file,
        switch (step.verb()) {
          case "patch" -> patched(bytes, offset(step, bytes), step.argument(2));
          case "flip" -> flipped(bytes, offset(step, bytes), step.number(2));
          case "truncate" -> Arrays.copyOf(bytes, offset(step, bytes));
          case "extend" -> patched(bytes, bytes.length, step.argument(1));
          default -> throw new IllegalArgumentException("unknown step: " + step);
        });
  }

  /** Returns an offset from the start, from the end if negative, or in percent of the length. */
  private static int offset(CaseStep step, byte[] bytes) {
    String offset = step.argument(1);
    if (offset.endsWith("%")) {
      return bytes.length * Integer.parseInt(offset.substring(0, offset.length() - 1)) / 100;
    }
    int number = step.number(1);
    return number < 0 ? bytes.length + number : number;
  }

  private static byte[] patched(byte[] bytes, int at, String hexadecimal) {
    byte[] patch = HexFormat.ofDelimiter(" ").parseHex(hexadecimal);
    byte[] patched = Arrays.copyOf(bytes, Math.max(bytes.length, at + patch.length));
    System.arraycopy(patch, 0, patched, at, patch.length);
    return patched;
  }

  private static byte[] flipped(byte[] bytes, int at, int bit) {
    byte[] flipped = bytes.clone();
    flipped[at] ^= (byte) (1 << bit);
    return flipped;
  }

  /** Returns a NumPy file, version 1.0, with the given header and little-endian numbers. */
  private static byte[] npy(String header, String numbers) {
    byte[] text = (header + "\n").getBytes(StandardCharsets.UTF_8);
    String[] values = numbers.isBlank() ? new String[0] : numbers.strip().split(" ");
    ByteBuffer bytes =
        ByteBuffer.allocate(PROLOGUE + text.length + Double.BYTES * values.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes
        .put((byte) 0x93)
        .put("NUMPY".getBytes(StandardCharsets.UTF_8))
        .put((byte) 1)
        .put((byte) 0);
    bytes.putShort((short) text.length).put(text);
    for (String value : values) {
      bytes.putDouble(Double.parseDouble(value));
    }
    return bytes.array();
  }
}
