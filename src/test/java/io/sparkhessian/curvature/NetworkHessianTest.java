package io.sparkhessian.curvature;

import static io.sparkhessian.Tolerance.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.Tolerance;
import io.sparkhessian.curvature.layout.DirectionBlocks;
import io.sparkhessian.curvature.layout.ParameterLayout;
import io.sparkhessian.evaluate.Matrices;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.MultilayerPerceptron;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** A 9-11-8-4 network, large enough that its weights need several blocks of directions. */
class NetworkHessianTest {
  private static final DenseKernels DENSE = Kernels.of(KernelChoice.JAVA);

  private final Random random = new Random(13);
  private final Samples samples = Matrices.samples(random, Matrices.normal(random, 40, 9), 4);
  private final List<Samples> chunks = samples.chunks(16);
  private final Problem problem =
      new Problem(
          ObjectiveGraph.of(
              new MultilayerPerceptron(
                  List.of(9, 11, 8, 4), Activation.GELU, Loss.CROSS_ENTROPY, true),
              9,
              Reduction.MEAN,
              0.01),
          Matrices.uniform(random, -0.7, 0.7, 1, 242).data,
          samples.totalWeight());
  private final int size = problem.layout().size();
  private final CurvatureRows full = new CurvatureRows(problem);
  private final HessianDiagonal diagonal = HessianDiagonal.byDirections(problem);

  @Test
  void theRowsAreTheProductsWithTheBasis() {
    DMatrixRMaj products =
        new CurvatureProduct(problem).times(CommonOps_DDRM.identity(size), chunks, DENSE);
    assertClose(products, full.rows(0, size, chunks, DENSE), Tolerance.ROUNDING, "rows");
  }

  @Test
  void moreChunksThanAStretchChangeNothingButTheRounding() {
    DMatrixRMaj expected = full.rows(0, size, List.of(samples), DENSE);
    for (int chunk : new int[] {1, 3, 5}) {
      DMatrixRMaj actual = full.rows(0, size, samples.chunks(chunk), DENSE);
      assertClose(expected, actual, Tolerance.ROUNDING, "chunks of " + chunk);
    }
  }

  @Test
  void severalBlocksOfDirectionsAreNeeded() {
    ParameterLayout.Block first = problem.layout().blocks().get(0);
    int block = DirectionBlocks.size(diagonal.program(first), first.size(), 16);
    assertTrue(block < first.size(), "one block of " + block);
  }

  @Test
  void rowsByRangesAreTheWhole() {
    DMatrixRMaj whole = full.rows(0, size, chunks, DENSE);
    for (int edge : new int[] {1, 50, 110, 128, 241}) {
      for (int from = 0; from < size; from += edge) {
        if (edge == 1 && from % 37 != 0) {
          continue;
        }
        int to = Math.min(size, from + edge);
        assertClose(
            CommonOps_DDRM.extract(whole, from, to, from, size),
            full.rows(from, to, chunks, DENSE),
            Tolerance.ROUNDING,
            "rows " + from + " to " + to);
      }
    }
  }

  @Test
  void theRowsAgreeWithDifferencesOfTheGradient() {
    DMatrixRMaj whole = full.rows(0, size, chunks, DENSE);
    for (int i = 0; i < size; i += 30) {
      double[] basis = new double[size];
      basis[i] = 1;
      assertClose(
          CommonOps_DDRM.extractRow(whole, i, null).data,
          GradientDifferences.times(problem, basis, chunks, DENSE),
          Tolerance.DIFFERENCES,
          "row " + i);
    }
  }

  @Test
  void nativeAndJavaKernelsAgree() {
    DenseKernels other = Kernels.of(KernelChoice.AUTO);
    assertNotEquals(DENSE.name(), other.name(), "there is no native BLAS to compare with");
    assertClose(
        full.rows(0, size, chunks, DENSE),
        full.rows(0, size, chunks, other),
        Tolerance.ROUNDING,
        "Hessian by " + other.name());
  }

  @Test
  void theSameRowsHaveTheSameBits() {
    for (KernelChoice choice : List.of(KernelChoice.JAVA, KernelChoice.AUTO)) {
      DenseKernels dense = Kernels.of(choice);
      assertArrayEquals(
          full.rows(90, 150, chunks, dense).data, full.rows(90, 150, chunks, dense).data);
    }
  }

  @Test
  void aSerialCopyGivesTheSameBits() throws Exception {
    assertArrayEquals(
        full.rows(100, 140, chunks, DENSE).data,
        copy(full).rows(100, 140, copy(new ArrayList<>(chunks)), DENSE).data);
    assertArrayEquals(
        diagonal.entries(0, size, chunks, DENSE), copy(diagonal).entries(0, size, chunks, DENSE));
  }

  @SuppressWarnings("unchecked")
  private static <T> T copy(T object) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    }
  }

  @Test
  void productsWithManyVectorsAreThoseOneByOne() {
    CurvatureProduct hessian = new CurvatureProduct(problem);
    DMatrixRMaj vectors = Matrices.normal(random, 3, size);
    DMatrixRMaj together = hessian.times(vectors, chunks, DENSE);
    for (int v = 0; v < 3; v++) {
      assertClose(
          CommonOps_DDRM.extractRow(together, v, null),
          hessian.times(CommonOps_DDRM.extractRow(vectors, v, null), chunks, DENSE),
          Tolerance.ROUNDING,
          "vector " + v);
    }
  }

  @Test
  void aBlockTakesAtLeastOneDirectionAndAtMostACacheful() {
    Program program = diagonal.program(problem.layout().blocks().get(0));
    assertEquals(1, DirectionBlocks.size(program, 99, 10_000_000));
    int block = DirectionBlocks.size(program, 99, 4000);
    assertTrue(8.0 * block * (program.tangentWidth() * 4000 + 99) <= 8 << 20, "block " + block);
    assertTrue(
        DirectionBlocks.size(program, 99, 1) >= block, "fewer directions for smaller chunks");
  }

  @Test
  void aProblemCopiesItsParameters() {
    double[] point = problem.parameters();
    double first = point[0];
    point[0] = 99;
    assertEquals(first, problem.parameters()[0]);
    double[] step = new double[size];
    step[0] = 2;
    assertEquals(first + 1, problem.moved(0.5, step).parameters()[0]);
    assertEquals(first, problem.parameters()[0]);
  }

  @Test
  void refusesAWrongNumberOfParameters() {
    Failure failure =
        assertThrows(
            Failure.class,
            () -> new Problem(problem.graph(), new double[size - 1], samples.totalWeight()));
    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertEquals(
        "241 parameters given, but the objective has 242; give 242 parameters",
        failure.getMessage());
  }
}
