package io.sparkhessian.benchmark;

import io.sparkhessian.curvature.Problem;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.MultilayerPerceptron;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;

/** A tanh network with cross-entropy, and random parameters and samples for it. */
final class Network {
  private final List<Integer> widths;
  private final Random random = new Random(1);

  /**
   * @param widths such as {@code 64-32-10}
   */
  Network(String widths) {
    this.widths = Arrays.stream(widths.split("-")).map(Integer::valueOf).toList();
  }

  /** The widths as a job file has them. */
  String layers() {
    return widths.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
  }

  /** N. */
  int parameters() {
    return Arrays.stream(sizes()).sum();
  }

  /** Weights and biases of each layer. */
  private int[] sizes() {
    int[] sizes = new int[widths.size() - 1];
    Arrays.setAll(sizes, l -> widths.get(l + 1) * (widths.get(l) + 1));
    return sizes;
  }

  /** 2 n N_a N_b for two layers, n N_a² / 2 within one: what symmetry leaves of the Hessian. */
  double nominalFlops(int samples) {
    int[] sizes = sizes();
    double flops = 0;
    for (int a = 0; a < sizes.length; a++) {
      flops += 0.5 * samples * sizes[a] * sizes[a];
      for (int b = a + 1; b < sizes.length; b++) {
        flops += 2.0 * samples * sizes[a] * sizes[b];
      }
    }
    return flops;
  }

  double[] randomParameters() {
    return random.doubles(parameters(), -0.2, 0.2).toArray();
  }

  Samples randomSamples(int count) {
    DMatrixRMaj x = new DMatrixRMaj(count, widths.get(0));
    Arrays.setAll(x.data, any -> random.nextDouble());
    DMatrixRMaj y = new DMatrixRMaj(count, 1);
    Arrays.setAll(y.data, any -> random.nextInt(widths.get(widths.size() - 1)));
    DMatrixRMaj w = new DMatrixRMaj(count, 1);
    Arrays.fill(w.data, 1);
    return new Samples(x, y, w);
  }

  /** The kernels of a random problem. */
  BareKernels kernels(int samples) {
    Problem problem =
        new Problem(
            ObjectiveGraph.of(
                new MultilayerPerceptron(widths, Activation.TANH, Loss.CROSS_ENTROPY, true),
                widths.get(0),
                Reduction.MEAN,
                0),
            randomParameters(),
            samples);
    return new BareKernels(problem, randomSamples(samples));
  }

  /** Features, labels and parameters for PyTorch, one after the other, as float64. */
  static void write(BareKernels kernels, Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      Samples samples = kernels.samples();
      for (double[] each :
          List.of(samples.dense().data, samples.labels().data, kernels.problem().parameters())) {
        for (double number : each) {
          out.writeLong(Long.reverseBytes(Double.doubleToRawLongBits(number)));
        }
      }
    }
  }
}
