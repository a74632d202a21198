package io.sparkhessian.curvature.sites;

import io.sparkhessian.linalg.Rate;
import io.sparkhessian.linalg.ShortRuns;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The transposes of stacked tangents into factors; the rate is of the numbers of the factor. */
public class FactorBenchmark extends ShortRuns {
  private static final int SAMPLES = 256;

  @Param({"8", "32"})
  private int blocks;

  @Param({"10", "64"})
  private int columns;

  private final Factor factor = new Factor();
  private final Factor own = new Factor();
  private DMatrixRMaj stacked;

  @Setup
  public void fill() {
    Random random = new Random(1);
    stacked = new DMatrixRMaj(blocks * SAMPLES, columns);
    Arrays.setAll(stacked.data, any -> random.nextDouble());
  }

  @Benchmark
  public double[] transpose(Rate rate) {
    factor.setTransposed(stacked, blocks);
    rate.add((double) blocks * SAMPLES * columns);
    return factor.data();
  }

  /** One column a block. */
  @Benchmark
  public double[] ownColumns(Rate rate) {
    own.setOwnColumns(stacked, Math.min(blocks, columns), 0);
    rate.add((double) Math.min(blocks, columns) * SAMPLES);
    return own.data();
  }
}
