package io.sparkhessian.curvature.layout;

import static io.sparkhessian.Tolerance.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Tolerance;
import io.sparkhessian.curvature.CurvatureRows;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.evaluate.Matrices;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.LinearModel;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.MultilayerPerceptron;
import io.sparkhessian.objective.Objective;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class DiagonalBlocksTest {
  private static final DenseKernels DENSE = Kernels.of(KernelChoice.JAVA);

  private final Random random = new Random(21);

  private static CurvatureRows hessian(Objective objective, int features, int parameters) {
    double[] point = Matrices.uniform(new Random(2), -0.7, 0.7, 1, parameters).data;
    return new CurvatureRows(
        new Problem(ObjectiveGraph.of(objective, features, Reduction.SUM, 0), point, 0));
  }

  private static List<DiagonalBlock> tensors(CurvatureRows hessian) {
    return DiagonalBlocks.tensors(hessian.problem().layout());
  }

  private static List<DiagonalBlock> layers(CurvatureRows hessian) {
    return DiagonalBlocks.layers(hessian.problem().layout(), hessian.sites());
  }

  private static DiagonalBlock block(String name, int from, int to) {
    return new DiagonalBlock(name, from, to);
  }

  private static MultilayerPerceptron network(boolean intercept) {
    return new MultilayerPerceptron(
        List.of(3, 4, 2), Activation.TANH, Loss.CROSS_ENTROPY, intercept);
  }

  @Test
  void theLayerOfANetworkIsAWeightWithItsBias() {
    CurvatureRows network = hessian(network(true), 3, 26);
    assertEquals(
        List.of(
            block("layer1.weight", 0, 12),
            block("layer1.bias", 12, 16),
            block("layer2.weight", 16, 24),
            block("layer2.bias", 24, 26)),
        tensors(network));
    assertEquals(List.of(block("layer1", 0, 16), block("layer2", 16, 26)), layers(network));
    CurvatureRows weights = hessian(network(false), 3, 20);
    assertEquals(tensors(weights), layers(weights));
  }

  @Test
  void aLinearModelIsOneLayer() {
    CurvatureRows softmax = hessian(new LinearModel(Loss.CROSS_ENTROPY, 3, true), 5, 18);
    assertEquals(
        List.of(block("coefficients", 0, 15), block("intercept", 15, 18)), tensors(softmax));
    assertEquals(List.of(block("coefficients-intercept", 0, 18)), layers(softmax));
  }

  @Test
  void withoutSitesEachTensorIsALayer() {
    CurvatureRows separate =
        hessian(
            (g, features) ->
                g.add(g.sum(g.sin(g.parameter("../x", 1, 3))), g.exp(g.parameter("y", 1, 1))),
            0,
            4);
    assertEquals(List.of(block("p.._x", 0, 3), block("y", 3, 4)), layers(separate));
  }

  @Test
  void namesAreValidFileNames() {
    assertEquals(
        List.of("a", "A-2", "b_c", "b_c-2", "p_x", "p.hidden", "w.npy_", "W.NPY_-2", "e+1-2"),
        FileNames.of(List.of("a", "A", "b/c", "b c", "_x", ".hidden", "w.npy", "W.NPY", "e+1-2")));
    assertEquals(List.of("p__", "p", "1"), FileNames.of(List.of("θ_", "", "1")));
    String longest = FileNames.of(List.of("x".repeat(1000))).get(0);
    assertTrue(longest.length() <= 100, longest);
  }

  /** Nothing beyond the block is computed, so a block takes fewer flops than its whole rows. */
  @Test
  void blocksEqualPartsOfTheWholeMatrix() {
    Samples samples = Matrices.samples(random, Matrices.normal(random, 20, 3), 2);
    List<Samples> chunks = samples.chunks(8);
    CurvatureRows network = hessian(network(true), 3, 26);
    DMatrixRMaj whole = CurvatureRows.byDirections(network.problem()).rows(0, 26, chunks, DENSE);
    for (DiagonalBlock block : tensors(network)) {
      int from = block.from();
      int to = block.to();
      DMatrixRMaj rows = network.entries(Window.ofRows(from, to, to), chunks, DENSE);
      DMatrixRMaj expected = CommonOps_DDRM.extract(whole, from, to, from, to);
      assertClose(expected, rows, Tolerance.ROUNDING, block.name());
      double some = total(network, from, to, to);
      double all = total(network, from, to, 26);
      assertTrue(to == 26 ? some == all : some < all, block + ": " + some + " of " + all);
    }
  }

  private static double total(CurvatureRows hessian, int from, int to, int end) {
    return hessian.flops(Window.ofRows(from, to, end), 20).values().stream()
        .mapToDouble(each -> each)
        .sum();
  }

  @Test
  void aWindowLiesOnOrAboveTheDiagonal() {
    CurvatureRows network = hessian(network(true), 3, 26);
    assertThrows(IllegalArgumentException.class, () -> Window.ofRows(0, 4, 3));
    assertThrows(IllegalArgumentException.class, () -> new Window(0, 4, 3, 26));
    assertThrows(IllegalArgumentException.class, () -> new Window(0, 4, 5, 5));
    assertThrows(IllegalArgumentException.class, () -> new Window(4, 4, 4, 26));
    Window wide = Window.ofRows(0, 4, 27);
    assertThrows(IllegalArgumentException.class, () -> network.entries(wide, List.of(), DENSE));
  }
}
