package io.sparkhessian.io.file;

import io.sparkhessian.Failure;
import java.io.IOException;

/** Failure to write a file of a result, for example on a full disk. A retry may succeed. */
public final class WriteFailure extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param place name of the file
   * @param cause an IOException, or an FSError, which Hadoop throws for errors of local files
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

  /** The failure to report to the user after the last attempt. */
  public Failure toFailure() {
    return Failure.disk(getMessage() + "; make room there, then run again", this);
  }
}
