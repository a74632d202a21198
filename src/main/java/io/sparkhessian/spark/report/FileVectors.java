package io.sparkhessian.spark.report;

import io.sparkhessian.io.VectorFile;
import io.sparkhessian.io.VectorReader;
import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;

/** The vectors of a file, one after the other. */
record FileVectors(VectorFile file, VectorReader reader) implements Closeable {
  static FileVectors open(Configuration hadoop, String name, int size) throws IOException {
    VectorFile file = VectorFile.open(hadoop, name, size);
    return new FileVectors(file, file.read());
  }

  int count() {
    return file.count();
  }

  double[] next() {
    return reader.next(1).data;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
