package io.sparkhessian.io.npy;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes a float64 array in C order to a NumPy file, piece by piece. */
public final class NpyWriter implements Closeable {
  private static final int BUFFER = 1 << 20;
  private static final int ALIGNMENT = 64;
  private static final int FIXED = 10;

  private final OutputStream out;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
  private final long total;
  private long written;
  private boolean closed;

  /**
   * Writes the header.
   *
   * @param out closed by {@link #close}
   * @param shape one to three axes
   */
  public NpyWriter(OutputStream out, long... shape) throws IOException {
    if (shape.length < 1 || shape.length > 3 || Arrays.stream(shape).anyMatch(axis -> axis < 0)) {
      throw new IllegalArgumentException("shape " + Arrays.toString(shape));
    }
    this.out = out;
    this.total = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    out.write(header(shape));
  }

  /** Writes a vector and closes {@code out}. */
  public static void writeVector(OutputStream out, double[] values) throws IOException {
    try (NpyWriter npy = new NpyWriter(out, values.length)) {
      npy.write(values);
    }
  }

  /** Appends {@code values[offset .. offset + count)}. */
  public void write(double[] values, int offset, int count) throws IOException {
    if (written + count > total) {
      throw new IllegalStateException("%d values after %d of %d".formatted(count, written, total));
    }
    for (int done = 0; done < count; ) {
      int part = Math.min(buffer.remaining() / Double.BYTES, count - done);
      buffer.asDoubleBuffer().put(values, offset + done, part);
      buffer.position(buffer.position() + part * Double.BYTES);
      done += part;
      if (!buffer.hasRemaining()) {
        flush();
      }
    }
    written += count;
  }

  /** Appends all of {@code values}. */
  public void write(double[] values) throws IOException {
    write(values, 0, values.length);
  }

  /**
   * Closes the file.
   *
   * @throws IllegalStateException if fewer values were written than the shape has
   */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (out) {
      flush();
    }
    if (written != total) {
      throw new IllegalStateException("%d of %d values written".formatted(written, total));
    }
  }

  private void flush() throws IOException {
    out.write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  private static byte[] header(long[] shape) {
    String axes =
        Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(", "))
            + (shape.length == 1 ? "," : "");
    String dictionary = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + axes + "), }";
    int padding = ALIGNMENT - (FIXED + dictionary.length() + 1) % ALIGNMENT;
    byte[] text =
        (dictionary + " ".repeat(padding % ALIGNMENT) + "\n").getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(FIXED + text.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
        .putShort((short) text.length)
        .put(text)
        .array();
  }
}
