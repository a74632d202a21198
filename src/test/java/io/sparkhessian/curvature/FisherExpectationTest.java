package io.sparkhessian.curvature;

import static io.sparkhessian.Tolerance.assertClose;

import io.sparkhessian.Tolerance;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Matrices;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.MultilayerPerceptron;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The Gauss-Newton matrix against the true Fisher information Σ_s w_s E[g gᵀ], g the gradient of
 * the loss of sample s at a label that the model's own distribution draws, by exact expectation.
 */
class FisherExpectationTest {
  private static final int TAIL = 400; // of a Poisson distribution with a mean below 100
  private static final int POINTS = 3; // exact for polynomials up to degree 5; g gᵀ has 2

  /** Labels of a sample with their probability. */
  @SuppressWarnings("ArrayRecordComponent") // read, never compared
  private record Draw(double[] labels, double probability) {}

  @ParameterizedTest
  @EnumSource(Loss.class)
  void equalsTheFisherInformation(Loss loss) {
    long seed = 21;
    Random random = new Random(seed);
    int outputs = loss == Loss.CROSS_ENTROPY ? 3 : loss == Loss.POISSON ? 1 : 2;
    MultilayerPerceptron network =
        new MultilayerPerceptron(List.of(2, 3, outputs), Activation.SILU, loss, true);
    DMatrixRMaj x = Matrices.normal(random, 4, 2);
    DMatrixRMaj labels = Matrices.whole(random, 2, 4, loss.labelColumns(outputs));
    Samples samples = new Samples(x, labels, Matrices.uniform(random, 0.5, 2, 4, 1));
    double[] point = Matrices.normal(random, 1, 9 + 4 * outputs).data;
    AtPoint there = AtPoint.of(network, samples, Reduction.SUM, 0, point);
    DMatrixRMaj expected = new DMatrixRMaj(point.length, point.length);
    for (int s = 0; s < samples.count(); s++) {
      Samples one = samples.between(s, s + 1);
      for (Draw draw : draws(loss, model(there.problem(), one))) {
        DMatrixRMaj y = new DMatrixRMaj(1, draw.labels().length, true, draw.labels());
        DMatrixRMaj unit = new DMatrixRMaj(1, 1, true, 1);
        Samples drawn = new Samples(one.dense(), y, unit);
        double[] g = LossAndGradient.of(there.problem(), List.of(drawn), AtPoint.DENSE).gradient();
        double weight = one.weights().get(0) * draw.probability();
        DMatrixRMaj column = DMatrixRMaj.wrap(g.length, 1, g);
        CommonOps_DDRM.multAddTransB(weight, column, column, expected);
      }
    }
    DMatrixRMaj gaussNewton =
        CurvatureMatrix.GAUSS_NEWTON
            .rows(there.problem())
            .rows(0, point.length, there.chunks(), AtPoint.DENSE);
    assertClose(expected, gaussNewton, Tolerance.ROUNDING, loss + ", seed " + seed);
  }

  private static double[] model(Problem problem, Samples sample) {
    Evaluator evaluator = problem.evaluator(problem.objective(), AtPoint.DENSE);
    evaluator.load(sample);
    Program program = Program.onChunk(problem.objective(), List.of(ObjectiveGraph.MODEL));
    return Matrices.numbers(
        evaluator.evaluate(program, Directions.none()).get(ObjectiveGraph.MODEL));
  }

  private static List<Draw> draws(Loss loss, double[] z) {
    if (loss == Loss.CROSS_ENTROPY) {
      double sum = Arrays.stream(z).map(Math::exp).sum();
      List<Draw> draws = new ArrayList<>();
      for (int k = 0; k < z.length; k++) {
        draws.add(new Draw(new double[] {k}, Math.exp(z[k]) / sum));
      }
      return draws;
    }
    List<Draw> draws = List.of(new Draw(new double[0], 1));
    for (double each : z) { // the outputs are independent
      draws = product(draws, ofOneOutput(loss, each));
    }
    return draws;
  }

  private static List<Draw> ofOneOutput(Loss loss, double z) {
    List<Draw> draws = new ArrayList<>();
    if (loss == Loss.LOGISTIC) {
      double p = 1 / (1 + Math.exp(-z));
      draws.add(new Draw(new double[] {0}, 1 - p));
      draws.add(new Draw(new double[] {1}, p));
    } else if (loss == Loss.POISSON) {
      double probability = Math.exp(-Math.exp(z));
      for (int count = 0; count < TAIL && (probability > 1e-25 || count < Math.exp(z)); count++) {
        draws.add(new Draw(new double[] {count}, probability));
        probability *= Math.exp(z) / (count + 1);
      }
    } else { // a normal distribution of variance 1 around z
      GaussIntegrator hermite = new GaussIntegratorFactory().hermite(POINTS);
      for (int i = 0; i < POINTS; i++) {
        double label = z + Math.sqrt(2) * hermite.getPoint(i);
        draws.add(new Draw(new double[] {label}, hermite.getWeight(i) / Math.sqrt(Math.PI)));
      }
    }
    return draws;
  }

  private static List<Draw> product(List<Draw> left, List<Draw> right) {
    List<Draw> both = new ArrayList<>();
    for (Draw x : left) {
      for (Draw y : right) {
        double[] labels = Arrays.copyOf(x.labels(), x.labels().length + 1);
        labels[x.labels().length] = y.labels()[0];
        both.add(new Draw(labels, x.probability() * y.probability()));
      }
    }
    return both;
  }
}
