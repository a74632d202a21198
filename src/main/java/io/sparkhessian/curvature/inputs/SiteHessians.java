package io.sparkhessian.curvature.inputs;

import io.sparkhessian.curvature.inputs.InputSites.Weighted;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.linalg.DenseKernels;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * M_ab[s] = ∂²ℓ_s/∂z_a∂z_b of the samples of a chunk for some groups of sites, in pieces: rows lie
 * unit after unit, (unit of a · samples + sample) × units of b, so that a product with all of them
 * is one product.
 */
interface SiteHessians {
  /** Bytes that may be kept of a chunk. */
  long CHUNK_BYTES = 8L << 20;

  /** Operations of a product that are done while one is done that is none, and waits for memory. */
  double ELEMENT = 30;

  /** Two groups whose M_ab is not zero, by their places among the groups. */
  record Pair(int a, int b) {}

  List<Pair> pairs();

  /** Operations for a sample. */
  double flops();

  /** Those of them that are no products. */
  double elements();

  /** Bytes that are kept of each sample of a chunk. */
  long chunkBytes();

  /** Bytes that each sample of a piece takes. */
  long pieceBytes();

  /** Bytes that it needs beside these to load a chunk. */
  long loadingBytes(int samples);

  /** Goes to the chunk that the evaluator has loaded. */
  void load(Evaluator evaluator, int samples);

  /** M_ab of some samples of the chunk for each of the {@link #pairs}, until the next call. */
  List<double[]> piece(int first, int count, DenseKernels dense);

  /** How many samples make a chunk. */
  default int together() {
    return (int) Math.max(1, Math.min(Grouping.CHUNK, CHUNK_BYTES / Math.max(1, chunkBytes())));
  }

  /**
   * For the groups that the features go into: by unit seeds there, or at a later group and step by
   * step down from that, whatever takes least.
   */
  static SiteHessians of(InputSites sites) {
    return IntStream.rangeClosed(0, sites.path().size())
        .mapToObj(steps -> of(sites, steps))
        .min(Comparator.comparingDouble(SiteHessians::cost))
        .orElseThrow();
  }

  private double cost() {
    return flops() + ELEMENT * elements();
  }

  /** The same with so many steps. */
  static SiteHessians of(InputSites sites, int steps) {
    return steps == 0
        ? new SeededHessians(
            sites.steps().graph(), sites.groups().stream().map(Weighted::group).toList())
        : new SteppedHessians(sites.steps().graph(), sites.path().subList(0, steps));
  }
}
