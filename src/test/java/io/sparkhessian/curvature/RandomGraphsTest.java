package io.sparkhessian.curvature;

import static io.sparkhessian.Tolerance.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparkhessian.Tolerance;
import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.curvature.layout.DiagonalBlocks;
import io.sparkhessian.curvature.layout.ParameterLayout;
import io.sparkhessian.curvature.layout.Window;
import io.sparkhessian.evaluate.Matrices;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares all quantities with each other and with differences, on random objectives. */
class RandomGraphsTest {
  private static final DenseKernels DENSE = Kernels.of(KernelChoice.JAVA);
  private static final int OBJECTIVES = 10;

  /** First seed of each run. */
  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(longs = {0, 10, 20, 30, 40})
  void allQuantitiesAgree(long first) {
    for (long seed = first; seed < first + OBJECTIVES; seed++) {
      check(new RandomObjective(seed));
    }
  }

  private static void check(RandomObjective objective) {
    Problem problem = objective.problem();
    int size = problem.layout().size();
    List<Samples> chunks = objective.samples().chunks(3);
    String context = objective + "\n" + problem.graph().output("objective");

    DMatrixRMaj products =
        new CurvatureProduct(problem).times(CommonOps_DDRM.identity(size), chunks, DENSE);
    DMatrixRMaj mirrored = CommonOps_DDRM.transpose(products, null);
    assertClose(mirrored, products, Tolerance.ROUNDING, context + " symmetry");

    CurvatureRows full = new CurvatureRows(problem);
    DMatrixRMaj rows = full.rows(0, size, chunks, DENSE);
    assertClose(products, rows, Tolerance.ROUNDING, context + " rows by unit seeds");
    DMatrixRMaj general = CurvatureRows.byDirections(problem).rows(0, size, chunks, DENSE);
    assertClose(products, general, Tolerance.ROUNDING, context + " rows by directions");

    double[] expected = new double[size];
    Arrays.setAll(expected, i -> rows.get(i, i));
    double[] diagonal = new HessianDiagonal(problem).entries(0, size, chunks, DENSE);
    assertClose(expected, diagonal, Tolerance.ROUNDING, context + " diagonal by unit seeds");
    double[] slow = HessianDiagonal.byDirections(problem).entries(0, size, chunks, DENSE);
    assertClose(expected, slow, Tolerance.ROUNDING, context + " diagonal by directions");

    Random random = new Random(objective.seed());
    checkCuts(full, rows, chunks, random, context);
    checkBlocks(full, general, chunks, random, context);
    checkWindows(full, general, chunks, random, context);
    checkWindows(CurvatureRows.byDirections(problem), general, chunks, random, context);
    checkDifferences(problem, rows, chunks, random, context);
  }

  /** Compares ranges of rows with parts of the whole matrix. */
  private static void checkCuts(
      CurvatureRows full, DMatrixRMaj whole, List<Samples> chunks, Random random, String context) {
    int size = whole.numRows;
    for (int cut = 0; cut < 3; cut++) {
      int from = random.nextInt(size);
      int to = from + 1 + random.nextInt(size - from);
      DMatrixRMaj expected = CommonOps_DDRM.extract(whole, from, to, from, size);
      DMatrixRMaj rows = full.rows(from, to, chunks, DENSE);
      assertClose(expected, rows, Tolerance.ROUNDING, context + " rows " + from + " to " + to);
      HessianDiagonal diagonal = new HessianDiagonal(full.problem());
      double[] squares = new double[to - from];
      Arrays.setAll(squares, i -> expected.get(i, i));
      double largest = CommonOps_DDRM.elementMaxAbs(whole);
      double[] entries = diagonal.entries(from, to, chunks, DENSE);
      assertClose(
          AtPoint.with(squares, largest),
          AtPoint.with(entries, largest),
          Tolerance.ROUNDING,
          context);
    }
  }

  /** Compares diagonal blocks with parts of the general path's matrix. */
  private static void checkBlocks(
      CurvatureRows full,
      DMatrixRMaj general,
      List<Samples> chunks,
      Random random,
      String context) {
    ParameterLayout layout = full.problem().layout();
    List<DiagonalBlock> blocks = new ArrayList<>(DiagonalBlocks.tensors(layout));
    blocks.addAll(DiagonalBlocks.layers(layout, full.sites()));
    double largest = CommonOps_DDRM.elementMaxAbs(general);
    for (DiagonalBlock block : blocks) {
      int from = block.from() + random.nextInt(block.size());
      int to = from + 1 + random.nextInt(block.to() - from);
      DMatrixRMaj expected = CommonOps_DDRM.extract(general, from, to, from, block.to());
      DMatrixRMaj rows = full.entries(Window.ofRows(from, to, block.to()), chunks, DENSE);
      assertEquals(block.to() - from, rows.numCols);
      assertClose(
          AtPoint.with(Matrices.numbers(expected), largest),
          AtPoint.with(Matrices.numbers(rows), largest),
          Tolerance.ROUNDING,
          context + " " + block + " rows " + from + " to " + to);
    }
  }

  /** Compares windows with parts of the general path's matrix. */
  private static void checkWindows(
      CurvatureRows full,
      DMatrixRMaj general,
      List<Samples> chunks,
      Random random,
      String context) {
    for (int cut = 0; cut < 4; cut++) {
      RandomWindows.check(full, general, chunks, random, context);
    }
  }

  private static void checkDifferences(
      Problem problem, DMatrixRMaj hessian, List<Samples> chunks, Random random, String context) {
    DMatrixRMaj v = Matrices.normal(random, hessian.numRows, 1);
    DMatrixRMaj product = new DMatrixRMaj(hessian.numRows, 1);
    CommonOps_DDRM.mult(hessian, v, product);
    double[] differences = GradientDifferences.times(problem, v.data, chunks, DENSE);
    assertClose(product.data, differences, Tolerance.DIFFERENCES, context + " differences");
  }
}
