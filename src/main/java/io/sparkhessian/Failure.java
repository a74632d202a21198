package io.sparkhessian;

/**
 * A failure that its user can understand and mend: one line that says what is wrong, where, and
 * what to do. Everything else that is thrown is a bug of ours or of the machine.
 */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of failure it is; each has an exit code of its own. */
  public enum Kind {
    /** The cluster is not fit for the job. */
    CLUSTER(1),
    /** Executors die again and again. */
    LOST(1),
    /** A disk is full, or fails. */
    DISK(1),
    /** The command, the job file or its input is wrong. */
    INPUT(2),
    /** The numbers are: NaN or infinity, or a matrix that is not positive definite. */
    NUMBERS(3),
    /** Refused: it does not fit in memory, or the output belongs to another job. */
    REFUSED(4);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;

  private Failure(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public static Failure input(String message) {
    return new Failure(Kind.INPUT, message, null);
  }

  public static Failure input(String message, Throwable cause) {
    return new Failure(Kind.INPUT, message, cause);
  }

  public static Failure numbers(String message) {
    return new Failure(Kind.NUMBERS, message, null);
  }

  public static Failure refused(String message) {
    return new Failure(Kind.REFUSED, message, null);
  }

  public static Failure disk(String message, Throwable cause) {
    return new Failure(Kind.DISK, message, cause);
  }

  public static Failure cluster(String message) {
    return new Failure(Kind.CLUSTER, message, null);
  }

  public static Failure lost(String message) {
    return new Failure(Kind.LOST, message, null);
  }

  public Kind kind() {
    return kind;
  }
}
