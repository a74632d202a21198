package io.sparkhessian.curvature.sites;

import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.autodiff.SiteGroup;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.linalg.DenseKernels;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What one thread computes in, used again from task to task: fresh memory is dear, its pages have
 * to be faulted in.
 */
final class Workspace {
  private final DenseKernels dense;
  private final long room;
  private final Evaluator evaluator;
  private final ChunkFactors factors;
  private final Map<Tangents, UnitTangents> tangents = new HashMap<>();
  private double[] piece = {};
  private double[] scaled = {};
  private double[] sums = {};
  private final KeptBuffers buffers = new KeptBuffers();

  /** The tangents of a group's seeds that a task needs. */
  private record Tangents(SiteGroup seeded, Set<String> outputs) {}

  /**
   * @param room that the evaluator has for values of chunks
   */
  Workspace(LinearSites sites, Evaluator evaluator, DenseKernels dense, long room) {
    this.dense = dense;
    this.room = room;
    this.evaluator = evaluator;
    this.factors = new ChunkFactors(sites);
  }

  /** Whether it is what a task has asked for. */
  boolean isOf(DenseKernels kernels, long bytes) {
    return dense.equals(kernels) && room == bytes;
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

  /** The pass of these seeds and outputs. */
  UnitTangents tangents(LinearSites sites, SiteGroup seeded, Set<String> outputs) {
    return tangents.computeIfAbsent(
        new Tangents(seeded, outputs), key -> new UnitTangents(sites, seeded, outputs));
  }

  /** Room for an operand that is built and consumed at once. */
  double[] piece(int numbers) {
    if (piece.length < numbers) {
      piece = new double[numbers];
    }
    return piece;
  }

  /** Room for sums that are read at once. */
  double[] sums(int numbers) {
    if (sums.length < numbers) {
      sums = new double[numbers];
    }
    return sums;
  }

  /** For what is kept of several chunks. */
  KeptBuffers buffers() {
    return buffers;
  }

  /** Room beside {@link #piece}: for the other operand, or to build the same one. */
  double[] scaled(int numbers) {
    if (scaled.length < numbers) {
      scaled = new double[numbers];
    }
    return scaled;
  }
}
