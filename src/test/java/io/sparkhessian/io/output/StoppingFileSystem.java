package io.sparkhessian.io.output;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local disk, which fails after a number of renames and deletions. */
public final class StoppingFileSystem extends RawLocalFileSystem {
  private static final AtomicInteger LEFT = new AtomicInteger();

  /** Returns a configuration for runs that the file system stops. */
  static Configuration after(int times) {
    LEFT.set(times);
    Configuration configuration = new Configuration(false);
    configuration.set("fs.file.impl", StoppingFileSystem.class.getName());
    configuration.setBoolean("fs.file.impl.disable.cache", true);
    return configuration;
  }

  private static void count() throws IOException {
    if (LEFT.getAndDecrement() <= 0) {
      throw new IOException("stopped");
    }
  }

  static boolean hasStopped() {
    return LEFT.get() < 0;
  }

  @Override
  public boolean rename(Path source, Path target) throws IOException {
    count();
    return super.rename(source, target);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    count();
    return super.delete(path, recursive);
  }
}
