package io.sparkhessian.curvature.sites;

import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.autodiff.SiteGroup;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.linalg.DenseKernels;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Buffers of one thread, reused from task to task because allocation is expensive (page faults).
 */
final class Workspace {
  private final DenseKernels dense;
  private final long cacheBytes;
  private final Evaluator evaluator;
  private final ChunkFactors factors;
  private final Map<Tangents, UnitTangents> tangents = new HashMap<>();
  private double[] piece = {};
  private double[] scaled = {};
  private double[] sums = {};
  private final ArrayPool buffers = new ArrayPool();

  /** Key of the tangents that a task needs for a group's seeds. */
  private record Tangents(SiteGroup seeded, Set<String> outputs) {}

  /**
   * @param cacheBytes bytes of the evaluator's cache of chunk values
   */
  Workspace(LinearSites sites, Evaluator evaluator, DenseKernels dense, long cacheBytes) {
    this.dense = dense;
    this.cacheBytes = cacheBytes;
    this.evaluator = evaluator;
    this.factors = new ChunkFactors(sites);
  }

  /** Whether the workspace has the kernels and cache size of a task. */
  boolean isOf(DenseKernels kernels, long bytes) {
    return dense.equals(kernels) && cacheBytes == bytes;
  }

  DenseKernels dense() {
    return dense;
  }

  Evaluator evaluator() {
    return evaluator;
  }

  ChunkFactors factors() {
    return factors;
  }

  /** The tangents of a group's seeds at some outputs. */
  UnitTangents tangents(LinearSites sites, SiteGroup seeded, Set<String> outputs) {
    return tangents.computeIfAbsent(
        new Tangents(seeded, outputs), key -> new UnitTangents(sites, seeded, outputs));
  }

  /** A buffer for an operand that is built and consumed at once. */
  double[] piece(int numbers) {
    if (piece.length < numbers) {
      piece = new double[numbers];
    }
    return piece;
  }

  /** A buffer for sums that are read at once. */
  double[] sums(int numbers) {
    if (sums.length < numbers) {
      sums = new double[numbers];
    }
    return sums;
  }

  /** The pool of arrays for data of several chunks. */
  ArrayPool buffers() {
    return buffers;
  }

  /** A second buffer like {@link #piece}, for the other operand or for building the same one. */
  double[] scaled(int numbers) {
    if (scaled.length < numbers) {
      scaled = new double[numbers];
    }
    return scaled;
  }
}
