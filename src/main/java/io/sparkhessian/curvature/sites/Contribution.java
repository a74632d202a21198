package io.sparkhessian.curvature.sites;

/**
 * The entries of one site's rows in the columns of another: Σ_s u_a[s,j] · (δ̇_b[s,p] u_b[s,q] +
 * δ_b[s,p] u̇_b[s,q]) for the seeded units i.
 */
interface Contribution {
  /** Adds a block of unit seeds for the workspace's chunk. */
  void add(Workspace workspace, UnitTangents tangents);

  /** Ends a chunk, after the seeds of all units of the rows. */
  default void endChunk(Workspace workspace) {}

  /** Completes the rows after the last chunk. */
  default void finish(Workspace workspace) {}
}
