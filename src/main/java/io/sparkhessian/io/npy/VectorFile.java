package io.sparkhessian.io.npy;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.ContentDigest;
import io.sparkhessian.io.file.Location;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.ejml.data.DMatrixRMaj;

/**
 * A {@code .npy} file of vectors of length N: k × N numbers in C order, or a single vector with one
 * axis. Vectors are read on demand, so memory does not depend on k.
 */
public final class VectorFile {
  private final Location file;
  private final NpyHeader header;
  private final ByteOrder order;
  private final int size;
  private final String sha256;

  private VectorFile(Location file, NpyHeader header, int size) throws IOException {
    this.file = file;
    this.header = header;
    this.size = size;
    requireShape();
    this.order = Npy.byteOrder(header, file.text());
    Npy.checkLength(file.text(), (long) count() * size, file.length() - header.bytes());
    this.sha256 = digestOfAll();
  }

  /**
   * Reads the whole file once and checks it.
   *
   * @param text the name of the file
   * @param size N
   * @throws Failure of kind input if the file does not exist, holds something else, or has a number
   *     that is not finite
   */
  public static VectorFile open(Configuration configuration, String text, int size) {
    try {
      Location file = Location.of(configuration, text);
      file.requireRegular();
      NpyHeader header;
      try (InputStream in = file.open()) {
        header = NpyHeader.read(in, text);
      }
      return new VectorFile(file, header, size);
    } catch (IOException | FSError e) {
      throw Location.unreadable(text, e);
    }
  }

  /** Number of vectors, k. */
  public int count() {
    return isSingle() ? 1 : Math.toIntExact(header.shape().get(0));
  }

  /** Length of each vector, N. */
  public int size() {
    return size;
  }

  /** Shape of the array: (k, N) or (N). */
  public long[] shape() {
    return header.shape().stream().mapToLong(axis -> axis).toArray();
  }

  /** SHA-256 of the shape and the numbers, independent of their byte order. */
  public String sha256() {
    return sha256;
  }

  /** Opens a reader at the first vector. */
  public VectorReader read() throws IOException {
    InputStream in = file.open();
    in.skipNBytes(header.bytes());
    return new VectorReader(in, file.text(), order, size);
  }

  private boolean isSingle() {
    return header.shape().size() == 1;
  }

  private void requireShape() {
    List<Long> shape = header.shape();
    boolean fits = !shape.isEmpty() && shape.size() <= 2 && shape.get(shape.size() - 1) == size;
    if (!fits) {
      boolean transposed = shape.size() == 2 && shape.get(0) == size;
      throw Failure.input(
          "%s: has the shape %s, not (k, %d): the objective has %d parameters; %s"
              .formatted(
                  file.text(),
                  header.shapeText(),
                  size,
                  size,
                  transposed
                      ? "transpose it: numpy.save(f, a.T.copy())"
                      : "write one vector per row"));
    }
    if (shape.size() == 2 && header.fortranOrder()) {
      throw Failure.input(
          file.text()
              + ": is in Fortran order; convert it: numpy.save(f, numpy.ascontiguousarray(a))");
    }
    if (shape.size() == 2 && (shape.get(0) < 1 || shape.get(0) > Integer.MAX_VALUE)) {
      throw Failure.input(
          "%s: holds %d vectors; give from 1 to %d"
              .formatted(file.text(), shape.get(0), Integer.MAX_VALUE));
    }
  }

  private String digestOfAll() throws IOException {
    ContentDigest digest = new ContentDigest();
    digest.add(header.shapeText());
    try (VectorReader reader = read()) {
      for (int row = 0; row < count(); row++) {
        DMatrixRMaj vector = reader.next(1);
        requireFinite(vector, row);
        digest.add(vector);
      }
    }
    return digest.hex();
  }

  private void requireFinite(DMatrixRMaj vector, int row) {
    for (int column = 0; column < size; column++) {
      if (!Double.isFinite(vector.data[column])) {
        throw Failure.input(
            "%s: the number in row %d, column %d (counted from 0) is %s; give finite numbers"
                .formatted(file.text(), row, column, vector.data[column]));
      }
    }
  }
}
