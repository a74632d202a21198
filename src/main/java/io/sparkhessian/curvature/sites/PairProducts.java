package io.sparkhessian.curvature.sites;

import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.linalg.View;
import java.util.ArrayList;
import java.util.List;

/**
 * The sums Σ_s G[s,r] X[s,(j,q)] for all rows r of G and all pairs of inputs. Several chunks are
 * multiplied together (a stretch), so that each piece of the sums stays in the cache until it is
 * complete.
 */
final class PairProducts {
  /** Pairs per piece: half a megabyte of X with 256 samples. */
  private static final int PIECE = 256;

  /** Maximum chunks per stretch, enough to make the cost of adding its sums negligible. */
  private static final int CHUNKS = 8;

  /** Maximum numbers of G per stretch (64 MB), unless one chunk has more. */
  private static final long KEPT = 8L << 20;

  /** Maximum numbers of G per chunk (1 GB), which fit one array. */
  private static final long MOST = 1L << 27;

  private final InputPairs pairs;
  private final int rows;
  private final List<Kept> kept = new ArrayList<>();

  /** One chunk: G, u and v, contiguous over the samples. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Kept(double[] g, double[] u, double[] v, int samples) {}

  /** Receives the sums of the pairs {@code from} to {@code to − 1}, rows × (to − from). */
  @FunctionalInterface
  interface Sink {
    void take(int from, int to, double[] sums);
  }

  PairProducts(InputPairs pairs, int rows) {
    this.pairs = pairs;
    this.rows = rows;
  }

  /** Whether G of one chunk is small enough to build. */
  static boolean fits(double rows) {
    return rows * Grouping.CHUNK <= MOST;
  }

  /**
   * Numbers held by a stretch and by the sums of a piece, with chunks of {@code samples} samples.
   */
  static double numbers(InputPairs pairs, int rows, int samples) {
    double inputs = pairs.left() + (pairs.triangle() ? 0.0 : pairs.right());
    return chunks(rows, samples) * (rows + inputs) * samples
        + (double) rows * Math.min(PIECE, pairs.count());
  }

  private static long chunks(int rows, int samples) {
    return Math.max(1, Math.min(CHUNKS, KEPT / Math.max(1, (long) rows * samples)));
  }

  /** A buffer for G of a chunk, rows × samples, to be passed to {@link #add}. */
  double[] left(Workspace workspace, int samples) {
    return workspace.buffers().take(rows, samples);
  }

  /** Adds a chunk. */
  void add(Workspace workspace, double[] g, Factor u, Factor v, Sink sink) {
    double[] left = copy(workspace, u, pairs.left());
    double[] right = pairs.triangle() ? left : copy(workspace, v, pairs.right());
    kept.add(new Kept(g, left, right, u.samples()));
    if (kept.size() >= chunks(rows, kept.get(0).samples())) {
      finish(workspace, sink);
    }
  }

  private static double[] copy(Workspace workspace, Factor factor, int count) {
    double[] copy = workspace.buffers().take(count, factor.samples());
    System.arraycopy(factor.data(), 0, copy, 0, count * factor.samples());
    return copy;
  }

  /** Completes the current stretch and passes on its sums. */
  void finish(Workspace workspace, Sink sink) {
    int count = pairs.count();
    int even = KhatriRao.even(count, PIECE);
    for (int from = 0; from < count && !kept.isEmpty(); from += even) {
      int to = Math.min(count, from + even);
      double[] sums = workspace.sums(Math.multiplyExact(rows, to - from));
      double beta = 0;
      for (Kept chunk : kept) {
        multiply(workspace, chunk, from, to, beta, sums);
        beta = 1;
      }
      sink.take(from, to, sums);
    }
    for (Kept chunk : kept) {
      workspace.buffers().giveBack(chunk.g());
      workspace.buffers().giveBack(chunk.u());
      if (!pairs.triangle()) {
        workspace.buffers().giveBack(chunk.v());
      }
    }
    kept.clear();
  }

  private void multiply(
      Workspace workspace, Kept chunk, int from, int to, double beta, double[] sums) {
    int samples = chunk.samples();
    int width = to - from;
    double[] piece = workspace.piece(width * samples);
    double[] repeated = workspace.scaled(width * samples);
    pairs.build(from, to, chunk.u(), chunk.v(), samples, piece, repeated);
    View left = View.of(chunk.g(), rows, samples);
    View right = View.of(piece, width, samples).transpose();
    workspace.dense().multiply(left, right, beta, View.of(sums, rows, width));
  }
}
