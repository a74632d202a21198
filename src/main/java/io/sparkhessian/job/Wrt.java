package io.sparkhessian.job;

/** Variables by which a job differentiates. */
enum Wrt {
  /** The parameters of the model, over all samples. */
  PARAMETERS,
  /** The features of a sample, each sample by itself. */
  INPUTS
}
