package io.sparkhessian.io.npy;

import io.sparkhessian.io.file.Location;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import org.ejml.data.DMatrixRMaj;

/** Sequential reader of the vectors of a {@link VectorFile}. */
public final class VectorReader implements Closeable {
  private final InputStream in;
  private final String name;
  private final ByteOrder order;
  private final int size;

  /**
   * @param in a stream positioned at the first number
   * @param name of the file, for messages
   */
  VectorReader(InputStream in, String name, ByteOrder order, int size) {
    this.in = in;
    this.name = name;
    this.order = order;
    this.size = size;
  }

  /** Reads the next {@code count} vectors, a count × N matrix. */
  public DMatrixRMaj next(int count) {
    try {
      double[] values = Npy.values(in, Math.multiplyExact(count, size), order);
      return new DMatrixRMaj(count, size, true, values);
    } catch (IOException e) {
      throw Location.unreadable(name, e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
