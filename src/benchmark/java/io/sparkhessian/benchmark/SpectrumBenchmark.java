package io.sparkhessian.benchmark;

import io.sparkhessian.curvature.CurvatureProduct;
import io.sparkhessian.curvature.spectral.ExactSpectrum;
import io.sparkhessian.curvature.spectral.ExtremePairs;
import io.sparkhessian.curvature.spectral.Lanczos;
import io.sparkhessian.curvature.spectral.LinearOperator;
import io.sparkhessian.curvature.spectral.ProductOverSamples;
import io.sparkhessian.curvature.spectral.RandomVectors;
import io.sparkhessian.curvature.spectral.SpectralDensity;
import io.sparkhessian.curvature.spectral.SpectrumEnd;
import io.sparkhessian.curvature.spectral.WeightedSpectrum;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The extreme eigenvalues of a random network by Lanczos and by the block power method, a product
 * against a gradient, and the spectral density of the network of data/digits against all its
 * eigenvalues.
 *
 * <p>Arguments: widths, samples, how many eigenvalues, the most products of either method, rounds.
 */
final class SpectrumBenchmark {
  private static final double TOLERANCE = 1e-6;
  private static final int PROBES = 10;
  private static final int STEPS = 80;
  private static final long SEED = 1;

  private SpectrumBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int count = Integer.parseInt(arguments[2]);
    int mostProducts = Integer.parseInt(arguments[3]);
    int rounds = Integer.parseInt(arguments[4]);
    extreme(
        arguments[0],
        new Network(arguments[0]).kernels(Integer.parseInt(arguments[1])),
        count,
        mostProducts,
        rounds);
    density(DigitsNetwork.kernels(), rounds);
  }

  private static LinearOperator operator(BareKernels kernels) {
    return new ProductOverSamples(
        new CurvatureProduct(kernels.problem()), kernels.chunks(), kernels.dense());
  }

  private static void extreme(
      String widths, BareKernels kernels, int count, int mostProducts, int rounds)
      throws Exception {
    LinearOperator operator = operator(kernels);
    Lanczos lanczos =
        new Lanczos(
            operator,
            new Lanczos.Wanted(count, SpectrumEnd.MAGNITUDE, TOLERANCE, mostProducts),
            kernels.dense());
    BlockPower power = new BlockPower(operator, count, kernels.dense());
    ExtremePairs[] found = new ExtremePairs[1];
    BlockPower.Outcome[] outcome = new BlockPower.Outcome[1];
    DMatrixRMaj vector = RandomVectors.GAUSSIAN.rows(SEED, 0, 1, operator.size());
    Timing small =
        new Timing()
            .add("gradient", kernels.gradient())
            .add("H·v", () -> operator.times(vector))
            .run(5, 5 * rounds);
    small.print("A product, %s, %s".formatted(widths, kernels.size()));
    Timing.say("H·v takes as long as %.2f gradients", small.ratio("H·v", "gradient"));
    Timing timing =
        new Timing()
            .add("Lanczos", () -> found[0] = lanczos.run(lanczos.start(SEED), any -> {}))
            .add("block power", () -> outcome[0] = power.run(TOLERANCE, mostProducts, SEED))
            .run(0, rounds);
    timing.print(
        "%d eigenvalues of the largest magnitude, %s, %s"
            .formatted(count, widths, kernels.size()));
    double[] values = found[0].pairs().values();
    Timing.say(
        "Lanczos: %d products, largest residual %.1e; eigenvalues %.6g to %.6g",
        found[0].products(), Arrays.stream(found[0].residuals()).max().orElse(0), values[0], values[count - 1]);
    Timing.say(
        "block power: %d products, largest residual %.1e; eigenvalues %.6g to %.6g",
        outcome[0].products(),
        outcome[0].residual(),
        outcome[0].values()[0],
        outcome[0].values()[count - 1]);
  }

  private static void density(BareKernels kernels, int rounds) throws Exception {
    LinearOperator operator = operator(kernels);
    SpectralDensity density =
        new SpectralDensity(operator, STEPS, RandomVectors.RADEMACHER, SEED, kernels.dense());
    ExactSpectrum spectrum =
        new ExactSpectrum(Kernels.selectEigensolver(KernelChoice.NATIVE).eigensolver());
    double[][] eigenvalues = new double[1][];
    List<List<WeightedSpectrum>> probes = new ArrayList<>();
    DMatrixRMaj matrix = kernels.matrix();
    Timing timing =
        new Timing()
            .add("density", () -> probes.add(density.probes(PROBES, PROBES)))
            .add("eigenvalues", () -> eigenvalues[0] = spectrum.values(matrix.copy()))
            .run(1, rounds);
    timing.print(
        "Spectral density of data/digits, %d probes of %d steps, %s"
            .formatted(PROBES, STEPS, kernels.size()));
    WeightedSpectrum exact = WeightedSpectrum.exact(eigenvalues[0]);
    WeightedSpectrum found = WeightedSpectrum.mean(probes.get(0));
    Timing.say(
        "Wasserstein distance %.3f %% of the spectral range; eigenvalues %.6g to %.6g, by %s",
        100 * found.distance(exact) / exact.range(),
        exact.points()[0],
        exact.points()[exact.points().length - 1],
        spectrum.eigensolver().name());
  }
}
