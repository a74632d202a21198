package io.sparkhessian.quantity.matrix;

import io.sparkhessian.distributed.results.StoredMatrix;
import io.sparkhessian.distributed.tasks.Stages;
import io.sparkhessian.io.data.ResultLimit;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.io.tiles.TileLayout;
import io.sparkhessian.io.tiles.TileStore;
import io.sparkhessian.io.tiles.TileStrip;
import io.sparkhessian.report.diagnosis.MatrixKind;
import io.sparkhessian.report.figure.Layer;
import io.sparkhessian.report.heatmap.GridSums;
import io.sparkhessian.report.heatmap.Heatmap;
import io.sparkhessian.report.heatmap.HeatmapPlan;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Distributed scan of the tiles of a result, one strip per task. The driver holds the heatmaps, a
 * few vectors of length N and the sums of one batch of strips.
 */
final class MatrixScan {
  private static final int MAX_PAIRS = 16;

  private final JavaSparkContext spark;
  private final SerializableConfiguration hadoop;
  private final List<Part> parts = new ArrayList<>();
  private final int size;
  private final StripBatches batches;

  /**
   * A strip of a matrix.
   *
   * @param offset index in θ of the first row of the matrix
   */
  record Part(String directory, TileLayout layout, int offset, TileStrip strip)
      implements Serializable {
    int firstRow() {
      return offset + layout.offset(strip.blockRow());
    }

    int rows() {
      return layout.length(strip.blockRow());
    }

    int firstColumn() {
      return offset + layout.offset(strip.from());
    }

    int columns() {
      int last = strip.to() - 1;
      return layout.offset(last) + layout.length(last) - layout.offset(strip.from());
    }

    /** Index after the last row. */
    int bottom() {
      return firstRow() + rows();
    }

    /** Index after the last column. */
    int right() {
      return firstColumn() + columns();
    }

    boolean hasDiagonal() {
      return strip.from() == strip.blockRow();
    }

    TileStore store(SerializableConfiguration hadoop) {
      return TileStore.unfinished(hadoop.value(), directory, layout);
    }
  }

  /**
   * Result of {@link #scan}.
   *
   * @param largestOffDiagonal largest absolute off-diagonal entry of each row
   * @param flatPairs pairs of parameters with a singular 2 × 2 minor
   * @param negativePair the pair whose minor has the lowest eigenvalue; empty if none is negative
   * @param lowest lowest eigenvalue of a minor; 0 if none is negative
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Scan(
      Heatmap heatmap,
      double[] largestOffDiagonal,
      List<int[]> flatPairs,
      int[] negativePair,
      double lowest) {}

  /**
   * @param size number of parameters N
   */
  MatrixScan(JavaSparkContext spark, OutputDirectory out, List<StoredMatrix> matrices, int size) {
    this.spark = spark;
    this.hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
    this.size = size;
    this.batches = StripBatches.within(ResultLimit.of(spark.getConf()));
    for (StoredMatrix matrix : matrices) {
      TileLayout layout = matrix.layout();
      String directory = out.child(matrix.path()).absolute();
      for (TileStrip strip : layout.strips()) {
        parts.add(new Part(directory, layout, matrix.block().from(), strip));
      }
    }
  }

  /** Work of a task on its strip. */
  @FunctionalInterface
  private interface StripReader<T> extends Serializable {
    T of(Part part) throws IOException;
  }

  private <T> List<T> each(String name, List<Part> batch, StripReader<T> reader) {
    return Stages.named(
        spark,
        name,
        "one strip per task",
        () -> spark.parallelize(batch, batch.size()).map(reader::of).collect());
  }

  /** Returns the diagonal, of length N. */
  double[] diagonal() {
    SerializableConfiguration configuration = hadoop;
    double[] diagonal = new double[size];
    List<Part> diagonals = parts.stream().filter(Part::hasDiagonal).toList();
    for (List<Part> batch : batches.of(diagonals, part -> (long) Double.BYTES * part.rows())) {
      List<double[]> read =
          each("diagonal of the stored tiles", batch, part -> diagonal(part, configuration));
      for (int i = 0; i < batch.size(); i++) {
        System.arraycopy(read.get(i), 0, diagonal, batch.get(i).firstRow(), read.get(i).length);
      }
    }
    return diagonal;
  }

  private static double[] diagonal(Part part, SerializableConfiguration configuration)
      throws IOException {
    double[] entries = new double[part.rows()];
    int blockRow = part.strip().blockRow();
    double[] values = part.store(configuration).read(blockRow, blockRow).values();
    for (int i = 0; i < entries.length; i++) {
      entries[i] = values[i * entries.length + i];
    }
    return entries;
  }

  /** Scans all tiles in one pass. */
  Scan scan(MatrixKind kind, List<Layer> layers, double[] diagonal, double[] ridge) {
    HeatmapPlan plan = batches.plan(layers, parts);
    List<GridSums> sums = new ArrayList<>();
    sums.add(new GridSums(plan.edges(), plan.edges()));
    plan.blocks().forEach(block -> sums.add(new GridSums(block.rowEdges(), block.columnEdges())));
    double[] offDiagonal = new double[size];
    List<int[]> flatPairs = new ArrayList<>();
    int[] negativePair = {};
    double lowest = 0;
    Broadcast<StripSums.Unregularised> bare =
        spark.broadcast(StripSums.Unregularised.of(diagonal, ridge));
    Broadcast<HeatmapPlan> planned = spark.broadcast(plan);
    SerializableConfiguration configuration = hadoop;
    try {
      for (List<Part> batch : batches.of(parts, part -> StripBatches.bytes(part, plan))) {
        StripReader<StripSums> reader =
            part -> read(part, planned.value(), bare.value(), configuration);
        for (StripSums strip : each("averages of the stored tiles", batch, reader)) {
          merge(sums, strip.grids());
          strip.addOffDiagonalTo(offDiagonal);
          strip.flatPairs().stream().limit(MAX_PAIRS - flatPairs.size()).forEach(flatPairs::add);
          if (strip.lowest() < lowest) {
            lowest = strip.lowest();
            negativePair = strip.negativePair();
          }
        }
      }
    } finally {
      bare.destroy();
      planned.destroy();
    }
    Heatmap heatmap = heatmap(words(kind), layers, plan, sums, diagonal);
    return new Scan(heatmap, offDiagonal, flatPairs, negativePair, lowest);
  }

  private static StripSums read(
      Part part,
      HeatmapPlan plan,
      StripSums.Unregularised bare,
      SerializableConfiguration configuration)
      throws IOException {
    List<GridSums> grids = new ArrayList<>();
    grids.add(window(part, plan.edges(), plan.edges()));
    for (HeatmapPlan.Block block : plan.blocks()) {
      grids.add(window(part, block.rowEdges(), block.columnEdges()));
    }
    StripSums sums =
        new StripSums(grids, part.firstRow(), part.rows(), part.firstColumn(), part.columns());
    part.store(configuration).read(part.strip(), tile -> sums.add(tile, part.offset(), bare));
    return sums;
  }

  private static GridSums window(Part part, int[] rows, int[] columns) {
    return GridSums.window(
        rows, columns, part.firstRow(), part.bottom(), part.firstColumn(), part.right());
  }

  private static void merge(List<GridSums> sums, List<GridSums> windows) {
    for (int i = 0; i < sums.size(); i++) {
      sums.get(i).merge(windows.get(i));
    }
  }

  private static Heatmap.Words words(MatrixKind kind) {
    return new Heatmap.Words(
        "The matrix",
        "Each dot is an entry of the %s, or the average over a rectangle of entries."
            .formatted(kind.words()));
  }

  private static Heatmap heatmap(
      Heatmap.Words words,
      List<Layer> layers,
      HeatmapPlan plan,
      List<GridSums> sums,
      double[] diagonal) {
    List<Heatmap.Block> blocks = new ArrayList<>();
    for (int i = 0; i < plan.blocks().size(); i++) {
      HeatmapPlan.Block block = plan.blocks().get(i);
      GridSums own = sums.get(i + 1);
      blocks.add(
          new Heatmap.Block(
              block.rowLayer(),
              block.columnLayer(),
              block.rowLayer() == block.columnLayer()
                  ? own.averageOfSymmetric(diagonal)
                  : own.average()));
    }
    return new Heatmap(words, layers, List.of(), sums.get(0).averageOfSymmetric(diagonal), blocks);
  }
}
