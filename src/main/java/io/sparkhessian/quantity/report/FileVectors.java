package io.sparkhessian.quantity.report;

import io.sparkhessian.io.npy.VectorFile;
import io.sparkhessian.io.npy.VectorReader;
import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;

/** Sequential reader of the vectors of a file. */
public record FileVectors(VectorFile file, VectorReader reader) implements Closeable {
  public static FileVectors open(Configuration hadoop, String name, int size) throws IOException {
    VectorFile file = VectorFile.open(hadoop, name, size);
    return new FileVectors(file, file.read());
  }

  public int count() {
    return file.count();
  }

  public double[] next() {
    return reader.next(1).data;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
