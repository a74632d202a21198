package io.sparkhessian.curvature.inputs;

import io.sparkhessian.curvature.inputs.InputSites.Weighted;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.View;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Hessians with respect to the features as Σ P_aᵀ M_ab[s] P_b. One product T = M P covers several
 * samples; its rows are ordered by unit, so that Pᵀ T is one product as well. The columns are
 * computed in strips, without the rows below the diagonal.
 */
public final class MatricesAtSites implements InputForm {
  /** Maximum bytes of a piece of samples, which is written and read again at once. */
  private static final long BYTES = 512L << 10;

  private final InputSites sites;
  private final SiteHessians hessians;
  private final int edge;
  private final PackedTriangle triangle;
  private final int width;
  private final ReusableBuffer product = new ReusableBuffer();
  private final ReusableBuffer strip = new ReusableBuffer();

  public MatricesAtSites(InputSites sites, int edge) {
    this.sites = sites;
    this.hessians = SiteHessians.of(sites);
    this.edge = edge;
    this.triangle = new PackedTriangle(edge);
    this.width = Math.min(edge, Math.max(16, Math.min(64, edge / 8)));
  }

  @Override
  public String title() {
    return "input Hessians at linear sites";
  }

  @Override
  public Graph graph() {
    return sites.steps().graph();
  }

  @Override
  public int together() {
    return hessians.together();
  }

  private int end(int from) {
    return Math.min(edge, from + width);
  }

  @Override
  public double flops() {
    double above = 0;
    for (int from = 0; from < edge; from += width) {
      above += (double) end(from) * (end(from) - from);
    }
    double flops = hessians.flops();
    for (SiteHessians.Pair pair : hessians.pairs()) {
      flops += 2.0 * sites.groups().get(pair.a()).units() * (units(pair.b()) * edge + above);
    }
    return flops;
  }

  private double units(int group) {
    return sites.groups().get(group).units();
  }

  /** Bytes of one sample's product T and strip. */
  private long stripBytes() {
    int units = sites.groups().stream().mapToInt(Weighted::units).max().orElse(0);
    return (long) (units + edge) * width * Double.BYTES;
  }

  /** Number of samples per piece. */
  private int pieceOf(int samples) {
    long bytes = hessians.pieceBytes() + stripBytes();
    return (int) Math.max(1, Math.min(samples, BYTES / bytes));
  }

  @Override
  public long bytes(int samples) {
    int n = Math.min(samples, together());
    return hessians.loadingBytes(n)
        + n * hessians.chunkBytes()
        + pieceOf(n) * (hessians.pieceBytes() + stripBytes());
  }

  @Override
  public void fill(
      Evaluator evaluator, Samples samples, DMatrixRMaj rows, int first, DenseKernels dense) {
    int n = samples.count();
    evaluator.load(samples);
    hessians.load(evaluator, n);
    if (hessians.pairs().isEmpty()) {
      Arrays.fill(rows.data, first * rows.numCols, (first + n) * rows.numCols, 0);
    }
    int most = pieceOf(n);
    for (int from = 0; from < n; from += most) {
      piece(from, Math.min(most, n - from), rows, first + from, dense);
    }
  }

  private void piece(int from, int count, DMatrixRMaj rows, int first, DenseKernels dense) {
    List<SiteHessians.Pair> pairs = hessians.pairs();
    List<double[]> all = hessians.piece(from, count, dense);
    for (int column = 0; column < edge; column += width) {
      double[] sum = strip.of((long) end(column) * (end(column) - column) * count);
      for (int i = 0; i < pairs.size(); i++) {
        add(pairs.get(i), all.get(i), column, count, i > 0, sum, dense);
      }
      if (!pairs.isEmpty()) {
        pack(sum, column, count, rows, first);
      }
    }
  }

  /** Adds P_aᵀ M_ab P_b to a strip. */
  private void add(
      SiteHessians.Pair pair,
      double[] matrices,
      int from,
      int n,
      boolean begun,
      double[] sum,
      DenseKernels dense) {
    Weighted a = sites.groups().get(pair.a());
    Weighted b = sites.groups().get(pair.b());
    int outer = a.units();
    int inner = b.units();
    int end = end(from);
    int columns = end - from;
    double[] half = product.of((long) outer * n * columns);
    View left = View.of(matrices, outer * n, inner);
    dense.multiply(
        left, View.of(b.weights()).columns(from, columns), 0, View.of(half, outer * n, columns));
    View weights = View.of(a.weights()).columns(0, end).transpose();
    View right = View.of(half, outer, n * columns);
    dense.multiply(weights, right, begun ? 1 : 0, View.of(sum, end, n * columns));
  }

  /** Copies the part of a strip on and above the diagonal to the rows of the samples. */
  private void pack(double[] sum, int from, int n, DMatrixRMaj rows, int first) {
    int end = end(from);
    int columns = end - from;
    for (int row = 0; row < end; row++) {
      int start = Math.max(row, from);
      int source = row * n * columns + start - from;
      int target = first * rows.numCols + triangle.at(row, start);
      for (int s = 0; s < n; s++) {
        System.arraycopy(
            sum, source + s * columns, rows.data, target + s * rows.numCols, end - start);
      }
    }
  }
}
