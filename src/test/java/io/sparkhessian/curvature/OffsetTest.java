package io.sparkhessian.curvature;

import static io.sparkhessian.Tolerance.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparkhessian.Failure;
import io.sparkhessian.Tolerance;
import io.sparkhessian.evaluate.Matrices;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Columns;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.LinearModel;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.MultilayerPerceptron;
import io.sparkhessian.objective.Objective;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An offset is a feature whose coefficient is 1, and no parameter. */
class OffsetTest {
  private static final int FEATURES = 3;
  private static final int CLASSES = 3;

  private final Random random = new Random(20261201);

  private static int outputs(Loss loss) {
    return loss == Loss.CROSS_ENTROPY ? CLASSES : 1;
  }

  @ParameterizedTest
  @EnumSource
  void anOffsetIsAFeatureWithCoefficientOne(Loss loss) {
    int k = outputs(loss);
    DMatrixRMaj x = Matrices.normal(random, 20, FEATURES);
    DMatrixRMaj offset = Matrices.normal(random, 20, k);
    Samples samples = Matrices.samples(random, x, Math.max(2, k)).with("offset", offset);
    DMatrixRMaj coefficients = Matrices.normal(random, k, FEATURES);
    LinearModel model = new LinearModel(loss, k, false);
    AtPoint actual = AtPoint.of(model, samples, Reduction.MEAN, 0, coefficients.data);

    Samples wide =
        new Samples(
            CommonOps_DDRM.concatColumns(x, offset, null), samples.labels(), samples.weights());
    DMatrixRMaj all = CommonOps_DDRM.concatColumns(coefficients, CommonOps_DDRM.identity(k), null);
    AtPoint expected = AtPoint.of(model, wide, Reduction.MEAN, 0, all.data);
    int[] kept = kept(k);

    assertEquals(
        expected.lossAndGradient().loss(), actual.lossAndGradient().loss(), 1e-14, loss::toString);
    assertClose(
        Arrays.stream(kept).mapToDouble(i -> expected.lossAndGradient().gradient()[i]).toArray(),
        actual.lossAndGradient().gradient(),
        Tolerance.ROUNDING,
        loss + " gradient");
    double[][] hessian = new double[kept.length][kept.length];
    DMatrixRMaj whole = expected.hessian();
    for (int i = 0; i < kept.length; i++) {
      for (int j = 0; j < kept.length; j++) {
        hessian[i][j] = whole.get(kept[i], kept[j]);
      }
    }
    actual.assertHessian(hessian, Tolerance.ROUNDING, loss.toString());
  }

  /** The positions of the coefficients among those of features and offsets. */
  private static int[] kept(int outputs) {
    int[] kept = new int[outputs * FEATURES];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = i / FEATURES * (FEATURES + outputs) + i % FEATURES;
    }
    return kept;
  }

  /** With squared error, an offset of the network's outputs is as good as one of its labels. */
  @Test
  void aNetworkAddsTheOffsetToItsLastLayer() {
    DMatrixRMaj x = Matrices.normal(random, 20, FEATURES);
    DMatrixRMaj offset = Matrices.normal(random, 20, 1);
    Samples samples = Matrices.samples(random, x, 2);
    DMatrixRMaj labels = CommonOps_DDRM.subtract(samples.labels(), offset, null);
    Objective network =
        new MultilayerPerceptron(
            List.of(FEATURES, 4, 1), Activation.TANH, Loss.SQUARED_ERROR, true);
    double[] point = Matrices.normal(random, 1, 4 * FEATURES + 4 + 4 + 1).data;
    AtPoint expected =
        AtPoint.of(network, new Samples(x, labels, samples.weights()), Reduction.MEAN, 0.1, point);
    AtPoint actual =
        AtPoint.of(network, samples.with("offset", offset), Reduction.MEAN, 0.1, point);
    assertClose(expected.hessian(), actual.hessian(), Tolerance.ROUNDING, "network");
    assertClose(expected.diagonal(), actual.diagonal(), Tolerance.ROUNDING, "diagonal");
  }

  @Test
  void thereAreAsManyOffsetsAsOutputs() {
    refused(
        Loss.CROSS_ENTROPY,
        1,
        "data.offset: the objective has 3 outputs, but 1 offset columns are named;"
            + " name one for each class: the same offset for all classes changes nothing");
    refused(
        Loss.POISSON,
        2,
        "data.offset: the objective has 1 outputs, but 2 offset columns are named; name as many");
  }

  private static void refused(Loss loss, int offsets, String message) {
    LinearModel model = new LinearModel(loss, outputs(loss), true);
    Columns columns = Columns.ofFeatures(FEATURES).with("offset", offsets);
    Failure failure =
        assertThrows(Failure.class, () -> ObjectiveGraph.of(model, columns, Reduction.MEAN, 0));
    assertEquals(message, failure.getMessage());
    assertEquals(Failure.Kind.INPUT, failure.kind());
  }
}
