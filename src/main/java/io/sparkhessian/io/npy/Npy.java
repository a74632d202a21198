package io.sparkhessian.io.npy;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.Location;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;

/** Reads vectors from NumPy's {@code .npy} files. */
public final class Npy {
  private static final int BUFFER = 1 << 20;
  private static final Map<String, String> DTYPES =
      Map.ofEntries(
          Map.entry("f2", "float16"),
          Map.entry("f4", "float32"),
          Map.entry("f16", "float128"),
          Map.entry("i1", "int8"),
          Map.entry("i2", "int16"),
          Map.entry("i4", "int32"),
          Map.entry("i8", "int64"),
          Map.entry("u1", "uint8"),
          Map.entry("b1", "bool"),
          Map.entry("c8", "complex64"),
          Map.entry("c16", "complex128"),
          Map.entry("O", "Python objects"));

  private Npy() {}

  /**
   * Reads a float64 vector of either byte order; NaN and infinity are allowed.
   *
   * @throws Failure of kind input if the file does not exist, holds something else, or has another
   *     length than its header declares
   */
  public static double[] readVector(Location file) throws IOException {
    long length = file.length();
    try (InputStream in = file.open()) {
      NpyHeader header = NpyHeader.read(in, file.text());
      ByteOrder order = byteOrder(header, file.text());
      int count = count(header, file.text());
      checkLength(file.text(), count, length - header.bytes());
      return values(in, count, order);
    }
  }

  /** Sequential reader of the rows of a float64 array; a row is a slice along the first axis. */
  public static final class Rows implements AutoCloseable {
    private final InputStream in;
    private final ByteOrder order;
    private final int length;

    private Rows(InputStream in, ByteOrder order, int length) {
      this.in = in;
      this.order = order;
      this.length = length;
    }

    public double[] next() throws IOException {
      return values(in, length, order);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /**
   * Opens an array in C order.
   *
   * @param shape the required shape
   * @throws Failure of kind input if the file does not exist or holds something else
   */
  public static Rows rows(Location file, long... shape) throws IOException {
    long length = file.length();
    InputStream in = file.open();
    try {
      NpyHeader header = NpyHeader.read(in, file.text());
      NpyHeader wanted = new NpyHeader("<f8", false, Arrays.stream(shape).boxed().toList(), 0);
      if (!header.shape().equals(wanted.shape()) || header.fortranOrder()) {
        throw Failure.input(
            "%s: has the shape %s%s, not %s; export it again"
                .formatted(
                    file.text(),
                    header.shapeText(),
                    header.fortranOrder() ? " in Fortran order" : "",
                    wanted.shapeText()));
      }
      ByteOrder order = byteOrder(header, file.text());
      long count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
      checkLength(file.text(), count, length - header.bytes());
      return new Rows(in, order, Math.toIntExact(count / shape[0]));
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  static ByteOrder byteOrder(NpyHeader header, String name) {
    String descr = header.descr();
    if (descr.equals("<f8")) {
      return ByteOrder.LITTLE_ENDIAN;
    }
    if (descr.equals(">f8")) {
      return ByteOrder.BIG_ENDIAN;
    }
    if (descr.startsWith("[")) {
      throw Failure.input(
          name + ": holds structured records, not float64; save a field: numpy.save(f, a['x'])");
    }
    String code = descr.replaceFirst("^[<>|=]", "");
    throw Failure.input(
        "%s: holds %s, not float64; convert it: numpy.save(f, a.astype('float64'))"
            .formatted(name, DTYPES.getOrDefault(code, "the dtype '" + code + "'")));
  }

  private static int count(NpyHeader header, String name) {
    if (header.shape().size() != 1) {
      throw Failure.input(
          "%s: has the shape %s, but a vector has one axis; convert it: numpy.save(f, a.ravel())"
              .formatted(name, header.shapeText()));
    }
    long count = header.shape().get(0);
    if (count > Integer.MAX_VALUE - 8) {
      throw Failure.input(
          "%s: has %d values; give at most %d".formatted(name, count, Integer.MAX_VALUE - 8));
    }
    return (int) count;
  }

  static void checkLength(String name, long count, long bytes) {
    long wanted = count * Double.BYTES;
    if (bytes != wanted) {
      throw Failure.input(
          "%s: is %s: the header declares %d values in %d bytes, the file has %d; write it again"
              .formatted(name, bytes < wanted ? "truncated" : "too long", count, wanted, bytes));
    }
  }

  /** Reads the next {@code count} numbers of a stream. */
  public static double[] values(InputStream in, int count, ByteOrder order) throws IOException {
    double[] values = new double[count];
    byte[] buffer = new byte[(int) Math.min(BUFFER, (long) count * Double.BYTES)];
    for (int at = 0; at < count; at += BUFFER / Double.BYTES) {
      int part = Math.min(BUFFER / Double.BYTES, count - at);
      if (in.readNBytes(buffer, 0, part * Double.BYTES) < part * Double.BYTES) {
        throw new IOException("the file shrank during reading");
      }
      ByteBuffer.wrap(buffer).order(order).asDoubleBuffer().get(values, at, part);
    }
    return values;
  }
}
