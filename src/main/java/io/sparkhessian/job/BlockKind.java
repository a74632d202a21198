package io.sparkhessian.job;

/** Which parameters share a block of {@code compute: blocks}. */
public enum BlockKind {
  /** A block each parameter matrix: a weight, a bias. */
  TENSOR,
  /** A block each layer: a weight with its bias. */
  LAYER
}
