package io.sparkhessian.curvature.inputs;

import io.sparkhessian.curvature.inputs.InputSites.Weighted;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.linalg.DenseKernels;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Hessians by the features as Σ P_aᵀ M_ab[s] P_b: a product T = M P of all samples together, whose
 * rows lie unit after unit, so that Pᵀ T is one product as well; strip by strip of the columns, and
 * of each strip no rows below the diagonal.
 */
public final class MatricesAtSites implements InputForm {
  /** Bytes of the strips: they are added to and read again at once. */
  private static final long BYTES = 1L << 20;

  private final InputSites sites;
  private final List<UnitSeeds> seeds;
  private final int edge;
  private final PackedTriangle triangle;
  private final int width;
  private final int together;
  private double[] strips = {};
  private double[] product = {};

  public MatricesAtSites(InputSites sites, int edge) {
    this.sites = sites;
    this.seeds = UnitSeeds.of(sites);
    this.edge = edge;
    this.triangle = new PackedTriangle(edge);
    this.width = Math.min(edge, Math.max(16, Math.min(64, edge / 8)));
    long fit = BYTES / (Double.BYTES * numbers(1));
    this.together = (int) Math.max(1, Math.min(Grouping.CHUNK, fit));
  }

  @Override
  public String title() {
    return "input Hessians at linear sites";
  }

  @Override
  public Graph graph() {
    return sites.sites().graph();
  }

  @Override
  public int together() {
    return together;
  }

  /** Of all strips. */
  private long numbers(int samples) {
    long numbers = 0;
    for (int from = 0; from < edge; from += width) {
      numbers += (long) end(from) * (end(from) - from) * samples;
    }
    return numbers;
  }

  private int end(int from) {
    return Math.min(edge, from + width);
  }

  @Override
  public double flops() {
    double flops = 0;
    for (UnitSeeds each : seeds) {
      double inner = each.moved().stream().mapToDouble(Weighted::units).sum() * edge;
      flops += each.flops() + 2.0 * each.seeded().units() * (inner + numbers(1));
    }
    return flops;
  }

  @Override
  public long bytes(int samples) {
    int n = Math.min(samples, together);
    long most = 0;
    for (UnitSeeds each : seeds) {
      long strip = (long) each.together(n) * n * width * Double.BYTES;
      most = Math.max(most, each.bytes(n) + strip);
    }
    return most + numbers(n) * Double.BYTES;
  }

  @Override
  public void fill(
      Evaluator evaluator, Samples samples, DMatrixRMaj rows, int first, DenseKernels dense) {
    int n = samples.count();
    strips = grown(strips, Math.toIntExact(numbers(n)));
    evaluator.load(samples);
    boolean[] begun = {false};
    for (UnitSeeds each : seeds) {
      int most = each.together(n);
      for (int from = 0; from < each.seeded().units(); from += most) {
        int unit = from;
        int count = Math.min(most, each.seeded().units() - from);
        product = grown(product, count * n * width);
        each.rows(
            evaluator,
            n,
            from,
            count,
            (b, tangents) -> {
              add(each.seeded(), unit, count, b, tangents, n, begun[0], dense);
              begun[0] = true;
            });
      }
    }
    if (begun[0]) {
      pack(n, rows, first);
    }
  }

  private static double[] grown(double[] room, int numbers) {
    return room.length < numbers ? new double[numbers] : room;
  }

  /** Adds P_aᵀ M_ab P_b for some units of a. */
  private void add(
      Weighted a,
      int unit,
      int count,
      Weighted b,
      double[] tangents,
      int n,
      boolean begun,
      DenseKernels dense) {
    int inner = b.units();
    int strip = 0;
    for (int from = 0; from < edge; from += width) {
      int end = end(from);
      int columns = end - from;
      dense.multiply(
          false,
          false,
          count * n,
          columns,
          inner,
          tangents,
          0,
          inner,
          b.weights().data,
          from,
          edge,
          0,
          product,
          0,
          columns);
      dense.multiply(
          true,
          false,
          end,
          n * columns,
          count,
          a.weights().data,
          unit * edge,
          edge,
          product,
          0,
          n * columns,
          begun ? 1 : 0,
          strips,
          strip,
          n * columns);
      strip += end * columns * n;
    }
  }

  /** Of each strip the part above the diagonal goes into the rows of the samples. */
  private void pack(int n, DMatrixRMaj rows, int first) {
    int strip = 0;
    for (int from = 0; from < edge; from += width) {
      int end = end(from);
      int columns = end - from;
      for (int row = 0; row < end; row++) {
        int start = Math.max(row, from);
        int source = strip + row * n * columns + start - from;
        int target = first * rows.numCols + triangle.at(row, start);
        for (int s = 0; s < n; s++) {
          System.arraycopy(
              strips, source + s * columns, rows.data, target + s * rows.numCols, end - start);
        }
      }
      strip += end * columns * n;
    }
  }
}
