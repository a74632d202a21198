package io.sparkhessian.curvature.spectral;

import io.sparkhessian.curvature.CurvatureProduct;
import io.sparkhessian.curvature.CurvatureRows;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.evaluate.Matrices;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.MultilayerPerceptron;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/** A network with cross-entropy, random parameters and samples, and thus an indefinite Hessian. */
record RandomNetwork(Problem problem, List<Samples> chunks) {
  static RandomNetwork of(Random random, Integer... widths) {
    List<Integer> layers = Arrays.asList(widths);
    int inputs = widths[0];
    Samples samples =
        Matrices.samples(random, Matrices.normal(random, 40, inputs), widths[widths.length - 1]);
    int parameters = 0;
    for (int l = 1; l < widths.length; l++) {
      parameters += widths[l] * (widths[l - 1] + 1);
    }
    Problem problem =
        new Problem(
            ObjectiveGraph.of(
                new MultilayerPerceptron(layers, Activation.TANH, Loss.CROSS_ENTROPY, true),
                inputs,
                Reduction.MEAN,
                0),
            Matrices.uniform(random, -0.9, 0.9, 1, parameters).data,
            samples.totalWeight());
    return new RandomNetwork(problem, samples.chunks(16));
  }

  LinearOperator operator() {
    return new ProductOverSamples(
        new CurvatureProduct(problem), chunks, Kernels.of(KernelChoice.JAVA));
  }

  /** The Hessian as a matrix, computed without products. */
  DMatrixRMaj matrix() {
    int size = problem.layout().size();
    return new CurvatureRows(problem).rows(0, size, chunks, Kernels.of(KernelChoice.JAVA));
  }

  /** Its eigenvalues by EJML. */
  double[] ascending() {
    return EjmlEigenvalues.ascending(matrix());
  }
}
