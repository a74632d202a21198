package io.sparkhessian.io.output;

/** Outcome of the start of a job in an output directory. */
public enum OutputStart {
  /** The directory was empty or did not exist. */
  FRESH,
  /** An unfinished run of the same job is resumed; its finished files are kept. */
  RESUMED,
  /** An unfinished run of the same job with other kernels, versions or tiles was deleted. */
  RESTARTED,
  /** A result or an unfinished run is replaced, as requested. */
  OVERWRITTEN,
  /** The same job has already finished here. */
  ALREADY_FINISHED
}
