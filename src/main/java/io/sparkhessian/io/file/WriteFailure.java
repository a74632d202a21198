package io.sparkhessian.io.file;

import io.sparkhessian.Failure;
import java.io.IOException;

/** A file of a result could not be written: a disk is full, say. Another attempt may succeed. */
public final class WriteFailure extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param place what was written
   * @param cause an IOException, or Hadoop's FSError, which stands for one on a local disk
   */
  public WriteFailure(String place, Throwable cause) {
    super("%s: cannot be written (%s)".formatted(place, Location.firstLine(root(cause))), cause);
  }

  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** What a user is told once no further attempt is made. */
  public Failure toFailure() {
    return Failure.disk(getMessage() + "; make room there, then run again", this);
  }
}
