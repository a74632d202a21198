package io.sparkhessian.curvature.sites;

/**
 * What one site's rows get in the columns of another: Σ_s u_a[s,j] · (δ̇_b[s,p] u_b[s,q] + δ_b[s,p]
 * u̇_b[s,q]) for the seeded units i.
 */
interface Contribution {
  /** Adds a block of unit seeds on the workspace's chunk. */
  void add(Workspace workspace, UnitTangents tangents);

  /** All units of the rows have been seeded on this chunk. */
  default void endChunk(Workspace workspace) {}

  /** Completes the rows once all chunks are added. */
  default void finish(Workspace workspace) {}
}
