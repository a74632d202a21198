package io.sparkhessian.io.output;

/** What starting a job in an output directory found and did. */
public enum OutputStart {
  /** The directory was empty or not there. */
  FRESH,
  /** A run of the same job did not finish; what it has finished is kept. */
  RESUMED,
  /** An unfinished run of the same job by other kernels, versions or tiles was cleared away. */
  RESTARTED,
  /** What is there, of another job or of this one, is replaced, as asked for. */
  OVERWRITTEN,
  /** The same job had finished here: there is nothing to do. */
  ALREADY_FINISHED
}
