package io.sparkhessian.quantity.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparkhessian.SparkTestSession;
import io.sparkhessian.Tolerance;
import io.sparkhessian.curvature.CurvatureRows;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.distributed.plan.Axes;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.results.RowReport;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.evaluate.FeatureShape;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.Matrices;
import io.sparkhessian.evaluate.SampleShape;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.io.data.SampleData;
import io.sparkhessian.io.tiles.BlockMatrices;
import io.sparkhessian.io.tiles.Tile;
import io.sparkhessian.io.tiles.TileLayout;
import io.sparkhessian.io.tiles.TileStore;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.objective.LinearModel;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.mllib.linalg.Matrix;
import org.apache.spark.sql.SparkSession;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that are strips of block rows, as the planner cuts them for many more samples. */
class StripsIT {
  private static final int MANY = 2_000_000;
  private static final int FEATURES = 750;
  private static final int CLASSES = 4;
  private static final int PARAMETERS = CLASSES * (FEATURES + 1);
  private static final int TILE = 275;

  private final SparkSession sql = SparkTestSession.get();
  private final JavaSparkContext spark = JavaSparkContext.fromSparkContext(sql.sparkContext());

  @TempDir Path directory;

  @Test
  void stripsAreTheTilesOfTheWholeMatrix() throws IOException {
    Random random = new Random(71);
    System.out.println("seed 71");
    Samples samples = Matrices.samples(random, Matrices.normal(random, 600, FEATURES), CLASSES);
    Problem softmax =
        new Problem(
            ObjectiveGraph.of(
                new LinearModel(Loss.CROSS_ENTROPY, CLASSES, true), FEATURES, Reduction.MEAN, 0.1),
            Matrices.uniform(random, -0.3, 0.3, 1, PARAMETERS).data,
            samples.totalWeight());
    CurvatureRows hessian = new CurvatureRows(softmax);
    FeatureShape narrow = FeatureShape.dense(60); // of more, strips would be too many
    SampleShape shape = new SampleShape(MANY, narrow, 1, MANY);
    Plan plan = new Planner(softmax.layout(), shape, OptionalInt.of(TILE)).hessian(hessian);
    assertEquals(Axes.COLUMNS, plan.axes(), plan.choice()::explain);
    assertEquals(PARAMETERS, plan.rows());
    List<Samples> chunks = samples.chunks(Grouping.CHUNK);
    DMatrixRMaj whole = hessian.rows(0, PARAMETERS, chunks, Kernels.of(KernelChoice.AUTO));
    try (DistributedProblem problem =
        new DistributedProblem(spark, softmax, SampleData.Local.of(samples), KernelChoice.AUTO)) {
      TileLayout layout = plan.layout(plan.tasks().get(0));
      Matrix collected =
          BlockMatrices.of(new MatrixRows(problem, hessian, plan).tiles().get(0), layout)
              .toLocalMatrix();
      double[] columnMajor = CommonOps_DDRM.transpose(whole, null).data;
      Tolerance.assertClose(columnMajor, collected.toArray(), Tolerance.ROUNDING);
      Progress.Counter done = Progress.Counter.of(spark);
      List<String> stores = List.of(directory.toString());
      List<RowReport> reports = new MatrixRows(problem, hessian, plan).write(stores, done);
      checkReports(whole, plan, reports);
      TileStore store = TileStore.open(spark.hadoopConfiguration(), directory.toString(), layout);
      List<Tile> read = new ArrayList<>();
      for (int row = 0; row < layout.blocks(); row++) {
        store.readRow(row, read::add);
      }
      checkTiles(whole, plan, read);
      Files.delete(directory.resolve(reports.get(3).file().path()));
      Files.write(directory.resolve(reports.get(7).file().path()), new byte[100]);
      assertEquals(
          reports.size() - 2, new MatrixRows(problem, hessian, plan).finished(stores).size());
    }
  }

  private static void checkTiles(DMatrixRMaj whole, Plan plan, List<Tile> tiles) {
    assertEquals(plan.tiles(), tiles.size());
    Set<List<Integer>> places = new HashSet<>();
    for (Tile tile : tiles) {
      places.add(List.of(tile.blockRow(), tile.blockColumn()));
      double[] expected = new double[tile.values().length];
      Arrays.setAll(
          expected,
          i ->
              whole.get(
                  tile.rowOffset() + i / tile.columns(), tile.columnOffset() + i % tile.columns()));
      Tolerance.assertClose(expected, tile.values(), Tolerance.ROUNDING);
    }
    assertEquals(plan.tiles(), places.size());
  }

  private static void checkReports(DMatrixRMaj whole, Plan plan, List<RowReport> reports) {
    assertEquals(plan.tasks().size(), reports.size());
    double[] diagonal = new double[PARAMETERS];
    Arrays.setAll(diagonal, i -> whole.get(i, i));
    double[] reported =
        reports.stream().flatMapToDouble(report -> Arrays.stream(report.diagonal())).toArray();
    Tolerance.assertClose(diagonal, reported, Tolerance.ROUNDING);
  }
}
