package io.sparkhessian.curvature.inputs;

import io.sparkhessian.curvature.inputs.InputSites.Weighted;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.linalg.DenseKernels;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Traces of Hessians by the features as Σ M_ab[s] · P_a P_bᵀ, element by element. */
public final class LaplaciansAtSites implements InputForm {
  private final InputSites sites;
  private final List<UnitSeeds> seeds;

  public LaplaciansAtSites(InputSites sites) {
    this.sites = sites;
    this.seeds = UnitSeeds.of(sites);
  }

  @Override
  public String title() {
    return "input Laplacians at linear sites";
  }

  @Override
  public Graph graph() {
    return sites.sites().graph();
  }

  @Override
  public int together() {
    return Grouping.CHUNK;
  }

  @Override
  public double flops() {
    return seeds.stream().mapToDouble(each -> each.flops() + 2.0 * products(each)).sum();
  }

  /** Elements of M_ab for all b. */
  private static long products(UnitSeeds each) {
    return each.moved().stream().mapToLong(b -> (long) each.seeded().units() * b.units()).sum();
  }

  @Override
  public long bytes(int samples) {
    int n = Math.min(samples, together());
    return seeds.stream()
        .mapToLong(each -> each.bytes(n) + products(each) * Double.BYTES)
        .max()
        .orElse(0);
  }

  @Override
  public void fill(
      Evaluator evaluator, Samples samples, DMatrixRMaj rows, int first, DenseKernels dense) {
    evaluator.load(samples);
    int n = samples.count();
    for (UnitSeeds each : seeds) {
      int most = each.together(n);
      for (int from = 0; from < each.seeded().units(); from += most) {
        int unit = from;
        int count = Math.min(most, each.seeded().units() - from);
        each.rows(
            evaluator,
            n,
            from,
            count,
            (b, tangents) -> add(each.seeded(), unit, count, b, tangents, n, rows.data, first));
      }
    }
  }

  private static void add(
      Weighted a,
      int unit,
      int count,
      Weighted b,
      double[] tangents,
      int n,
      double[] laplacians,
      int first) {
    double[] inner = InputSites.inner(a, b).data;
    int width = b.units();
    for (int i = 0; i < count; i++) {
      for (int s = 0; s < n; s++) {
        double sum = 0;
        for (int p = 0; p < width; p++) {
          sum += tangents[(i * n + s) * width + p] * inner[(unit + i) * width + p];
        }
        laplacians[first + s] += sum;
      }
    }
  }
}
