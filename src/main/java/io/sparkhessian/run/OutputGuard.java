package io.sparkhessian.run;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.WriteFailure;
import io.sparkhessian.io.output.OutputDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FSError;

/** Cleans up an output directory after a failed run, or keeps its finished files to resume from. */
final class OutputGuard {
  private OutputGuard() {}

  /**
   * Runs the work on an output directory that this run owns.
   *
   * @throws Failure of kind input, numbers or refused after the new files were removed; of kind
   *     disk or lost with the finished files kept
   */
  static <T> T run(OutputDirectory out, Phases.Work<T> work) throws IOException {
    try {
      return unwrapped(work);
    } catch (Failure failure) {
      if (failure.kind() == Failure.Kind.DISK || failure.kind() == Failure.Kind.LOST) {
        keepFinishedFiles(out, failure);
      } else {
        out.abandon();
      }
      throw failure;
    } catch (IOException | FSError e) {
      keepFinishedFiles(out, e);
      throw new WriteFailure(out.location().text(), e).toFailure();
    } catch (RuntimeException e) {
      keepFinishedFiles(out, e);
      throw e;
    }
  }

  /** Throws the cause of an unchecked failure of a file, from methods that declare none. */
  private static <T> T unwrapped(Phases.Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Marks the run as ended with its finished files kept. A full disk cannot store the mark; the
   * next run then sees that this process has ended.
   */
  private static void keepFinishedFiles(OutputDirectory out, Throwable cause) throws IOException {
    out.requireOwned(); // otherwise another run may have removed the files
    try {
      out.leave();
    } catch (IOException | FSError e) {
      cause.addSuppressed(e);
    }
  }
}
