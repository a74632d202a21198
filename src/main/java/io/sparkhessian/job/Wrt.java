package io.sparkhessian.job;

/** What the second derivatives of a job are taken with respect to. */
enum Wrt {
  /** The parameters of the model, over all samples. */
  PARAMETERS,
  /** The features of a sample, each sample by itself. */
  INPUTS
}
