package io.sparkhessian.io;

/** What starting a job in an output directory found and did. */
public enum OutputStart {
  /** The directory was empty or not there. */
  FRESH,
  /** An unfinished run of the same job was cleared away. */
  RESTARTED,
  /** Another result was cleared away, or the same job's, as asked for. */
  OVERWRITTEN,
  /** The same job had finished here: there is nothing to do. */
  ALREADY_FINISHED
}
