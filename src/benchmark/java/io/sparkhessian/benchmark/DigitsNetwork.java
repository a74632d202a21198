package io.sparkhessian.benchmark;

import io.sparkhessian.curvature.Problem;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.MultilayerPerceptron;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** The trained network of conf/digits-mlp.yaml. */
final class DigitsNetwork {
  private static final List<Integer> WIDTHS = List.of(64, 32, 10);
  private static final int PARAMETERS = 2410;
  private static final double L2 = 0.001;

  private DigitsNetwork() {}

  static BareKernels kernels() throws IOException {
    Samples samples = samples(Path.of("data", "digits", "digits.csv"));
    Problem problem =
        new Problem(
            ObjectiveGraph.of(
                new MultilayerPerceptron(WIDTHS, Activation.TANH, Loss.CROSS_ENTROPY, true),
                WIDTHS.get(0),
                Reduction.MEAN,
                L2),
            parameters(Path.of("data", "digits", "mlp.npy")),
            samples.totalWeight());
    return new BareKernels(problem, samples);
  }

  /** A row a sample, its label last. */
  private static Samples samples(Path csv) throws IOException {
    double[][] rows =
        Files.readAllLines(csv).stream()
            .skip(1)
            .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
            .toArray(double[][]::new);
    int width = WIDTHS.get(0);
    DMatrixRMaj x = new DMatrixRMaj(rows.length, width);
    DMatrixRMaj y = new DMatrixRMaj(rows.length, 1);
    DMatrixRMaj w = new DMatrixRMaj(rows.length, 1);
    w.fill(1);
    for (int s = 0; s < rows.length; s++) {
      System.arraycopy(rows[s], 0, x.data, s * width, width);
      y.set(s, 0, rows[s][width]);
    }
    return new Samples(x, y, w);
  }

  /** The numbers at the end of the file. */
  private static double[] parameters(Path npy) throws IOException {
    byte[] bytes = Files.readAllBytes(npy);
    int length = PARAMETERS * Double.BYTES;
    double[] numbers = new double[PARAMETERS];
    ByteBuffer.wrap(bytes, bytes.length - length, length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asDoubleBuffer()
        .get(numbers);
    return numbers;
  }
}
