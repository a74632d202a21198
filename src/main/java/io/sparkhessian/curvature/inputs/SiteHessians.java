package io.sparkhessian.curvature.inputs;

import io.sparkhessian.curvature.inputs.InputSites.Weighted;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.linalg.DenseKernels;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * M_ab[s] = ∂²ℓ_s/∂z_a∂z_b of the samples of a chunk for some groups of sites, in pieces. Rows are
 * ordered by unit, (unit of a · samples + sample) × units of b, so that one product covers all
 * samples.
 */
interface SiteHessians {
  /** Maximum bytes stored for a chunk. */
  long CHUNK_BYTES = 8L << 20;

  /** Cost of an elementwise, memory-bound operation, in operations of a product. */
  double ELEMENT = 30;

  /** Two groups with nonzero M_ab, by index. */
  record Pair(int a, int b) {}

  List<Pair> pairs();

  /** Operations per sample. */
  double flops();

  /** The part of {@link #flops} outside products. */
  double elements();

  /** Bytes stored per sample of a chunk. */
  long chunkBytes();

  /** Bytes per sample of a piece. */
  long pieceBytes();

  /** Additional bytes to load a chunk. */
  long loadingBytes(int samples);

  /** Selects the chunk that the evaluator has loaded. */
  void load(Evaluator evaluator, int samples);

  /**
   * M_ab of some samples of the chunk for each of the {@link #pairs}, valid until the next call.
   */
  List<double[]> piece(int first, int count, DenseKernels dense);

  /** Number of samples per chunk. */
  default int together() {
    return (int) Math.max(1, Math.min(Grouping.CHUNK, CHUNK_BYTES / Math.max(1, chunkBytes())));
  }

  /**
   * The cheapest method for the groups at the features: unit seeds there, or at a later group with
   * steps back to the first.
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

  /** The method with a given number of steps. */
  static SiteHessians of(InputSites sites, int steps) {
    return steps == 0
        ? new SeededHessians(
            sites.steps().graph(), sites.groups().stream().map(Weighted::group).toList())
        : new SteppedHessians(sites.steps().graph(), sites.path().subList(0, steps));
  }
}
