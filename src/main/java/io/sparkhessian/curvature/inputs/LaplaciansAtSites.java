package io.sparkhessian.curvature.inputs;

import io.sparkhessian.curvature.inputs.InputSites.Weighted;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Traces of Hessians with respect to the features as Σ M_ab[s] ⊙ P_a P_bᵀ. */
public final class LaplaciansAtSites implements InputForm {
  /** Maximum bytes of a piece of samples. */
  private static final long BYTES = 512L << 10;

  private final InputSites sites;
  private final SiteHessians hessians;

  /** P_a P_bᵀ of each pair, equal for all samples and computed at first use. */
  private final List<double[]> inner = new ArrayList<>();

  public LaplaciansAtSites(InputSites sites) {
    this.sites = sites;
    this.hessians = SiteHessians.of(sites);
  }

  @Override
  public String title() {
    return "input Laplacians at linear sites";
  }

  @Override
  public Graph graph() {
    return sites.steps().graph();
  }

  @Override
  public int together() {
    return hessians.together();
  }

  @Override
  public double flops() {
    return hessians.flops() + 2.0 * products();
  }

  /** Number of elements of all M_ab of a sample. */
  private long products() {
    return hessians.pairs().stream()
        .mapToLong(pair -> (long) units(pair.a()) * units(pair.b()))
        .sum();
  }

  private int units(int group) {
    return sites.groups().get(group).units();
  }

  private int pieceOf(int samples) {
    return (int) Math.max(1, Math.min(samples, BYTES / Math.max(1, hessians.pieceBytes())));
  }

  @Override
  public long bytes(int samples) {
    int n = Math.min(samples, together());
    return hessians.loadingBytes(n)
        + n * hessians.chunkBytes()
        + pieceOf(n) * hessians.pieceBytes()
        + products() * Double.BYTES;
  }

  @Override
  public void fill(
      Evaluator evaluator, Samples samples, DMatrixRMaj rows, int first, DenseKernels dense) {
    int n = samples.count();
    if (inner.isEmpty()) {
      hessians.pairs().forEach(pair -> inner.add(inner(pair, dense)));
    }
    evaluator.load(samples);
    hessians.load(evaluator, n);
    Arrays.fill(rows.data, first, first + n, 0);
    int most = pieceOf(n);
    for (int from = 0; from < n; from += most) {
      int count = Math.min(most, n - from);
      List<double[]> all = hessians.piece(from, count, dense);
      for (int i = 0; i < all.size(); i++) {
        SiteHessians.Pair pair = hessians.pairs().get(i);
        double[] own = inner.get(i);
        add(own, units(pair.a()), units(pair.b()), all.get(i), count, rows.data, first + from);
      }
    }
  }

  private double[] inner(SiteHessians.Pair pair, DenseKernels dense) {
    Weighted a = sites.groups().get(pair.a());
    Weighted b = sites.groups().get(pair.b());
    double[] product = new double[a.units() * b.units()];
    View right = View.of(b.weights()).transpose();
    dense.multiply(View.of(a.weights()), right, 0, View.of(product, a.units(), b.units()));
    return product;
  }

  private static void add(
      double[] inner,
      int units,
      int width,
      double[] matrices,
      int n,
      double[] laplacians,
      int first) {
    for (int unit = 0; unit < units; unit++) {
      for (int s = 0; s < n; s++) {
        double sum = 0;
        for (int p = 0; p < width; p++) {
          sum += matrices[(unit * n + s) * width + p] * inner[unit * width + p];
        }
        laplacians[first + s] += sum;
      }
    }
  }
}
