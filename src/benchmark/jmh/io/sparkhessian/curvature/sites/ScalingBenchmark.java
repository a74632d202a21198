package io.sparkhessian.curvature.sites;

import io.sparkhessian.linalg.Rate;
import io.sparkhessian.linalg.ShortRuns;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;

/** Products of the rows of factors, over as many rows as WithinByScaling takes together. */
public class ScalingBenchmark extends ShortRuns {
  private static final int SAMPLES = 256;
  private static final int ROWS = 288;

  private final double[] scaled = new double[ROWS * SAMPLES];
  private final double[] repeated = new double[ROWS * SAMPLES];
  private final double[] inputs = new Random(1).doubles((long) ROWS * SAMPLES).toArray();
  private final double[] row = new Random(2).doubles(SAMPLES).toArray();

  /** δ̇ ⊙ u. */
  @Benchmark
  public double[] scale(Rate rate) {
    Factor.scale(scaled, 0, inputs, 0, row, 0, ROWS, SAMPLES, repeated);
    rate.add(scaled.length);
    return scaled;
  }

  /** The second term of a Khatri-Rao matrix. */
  @Benchmark
  public double[] addProducts(Rate rate) {
    for (int j = 0; j < ROWS; j++) {
      Factor.addProduct(scaled, j * SAMPLES, row, 0, inputs, j * SAMPLES, SAMPLES);
    }
    rate.add(scaled.length);
    return scaled;
  }
}
