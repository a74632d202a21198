package io.sparkhessian.report;

import io.sparkhessian.quantity.diagonal.Comparison;
import io.sparkhessian.report.diagnosis.Diagnosis;
import io.sparkhessian.report.diagnosis.Evidence;
import io.sparkhessian.report.diagnosis.MatrixKind;
import io.sparkhessian.report.diagnosis.Model;
import io.sparkhessian.report.diagnosis.Verdict;
import io.sparkhessian.report.figure.Distribution;
import io.sparkhessian.report.figure.Entry;
import io.sparkhessian.report.figure.Layer;
import io.sparkhessian.report.figure.Spectrum;
import io.sparkhessian.report.heatmap.Grid;
import io.sparkhessian.report.heatmap.GridSums;
import io.sparkhessian.report.heatmap.Heatmap;
import io.sparkhessian.report.heatmap.HeatmapPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Reports that resemble those of a trained network with a dead hidden unit. */
final class SyntheticReport {
  private static final int MODES = 6;
  private static final int DEAD = 5;

  private final List<Layer> layers;
  private final int size;
  private final double[][] modes;
  private final Random random = new Random(7);

  private SyntheticReport(int inputs, int hidden, int outputs) {
    layers =
        Layer.inOrder(
            List.of(
                new Layer("layer1.weight", hidden, inputs, 0),
                new Layer("layer1.bias", 1, hidden, 0),
                new Layer("layer2.weight", outputs, hidden, 0),
                new Layer("layer2.bias", 1, outputs, 0)));
    size = layers.get(layers.size() - 1).to();
    modes = new double[MODES][size];
    for (int mode = 0; mode < MODES; mode++) {
      for (Layer layer : layers) {
        for (int i = layer.from(); i < layer.to(); i++) {
          double scale = layer.rows() == 1 ? 0.3 : 1.0 / Math.sqrt(layer.columns());
          modes[mode][i] = dead(layer, i) ? 0 : scale * random.nextGaussian() * Math.pow(3, -mode);
        }
      }
    }
  }

  private boolean dead(Layer layer, int index) {
    return layer.from() == 0 && (index - layer.from()) / layer.columns() == DEAD;
  }

  double entry(int row, int column) {
    double sum = 0;
    for (int mode = 0; mode < MODES; mode++) {
      sum += (mode == 4 ? -1 : 1) * modes[mode][row] * modes[mode][column];
    }
    return sum;
  }

  private double[] diagonal() {
    return IntStream.range(0, size).mapToDouble(i -> entry(i, i)).toArray();
  }

  /** Averages every entry, or samples one entry per rectangle. */
  private Grid grid(int[] rows, int[] columns, boolean everyEntry) {
    if (everyEntry) {
      GridSums sums = new GridSums(rows, columns);
      for (int row = rows[0]; row < rows[rows.length - 1]; row++) {
        for (int column = columns[0]; column < columns[columns.length - 1]; column++) {
          sums.add(row, column, entry(row, column));
        }
      }
      return sums.average();
    }
    int wide = columns.length - 1;
    double[] mean =
        IntStream.range(0, (rows.length - 1) * wide)
            .mapToDouble(cell -> entry(rows[cell / wide], columns[cell % wide]))
            .toArray();
    return new Grid(rows, columns, mean, Arrays.stream(mean).map(v -> Math.abs(v) * 1.7).toArray());
  }

  private Heatmap heatmap() {
    HeatmapPlan plan = HeatmapPlan.of(layers);
    boolean everyEntry = size < 5000;
    List<Heatmap.Block> blocks = new ArrayList<>();
    for (HeatmapPlan.Block block : plan.blocks()) {
      Grid grid = grid(block.rowEdges(), block.columnEdges(), everyEntry);
      blocks.add(new Heatmap.Block(block.rowLayer(), block.columnLayer(), grid));
    }
    return new Heatmap(
        new Heatmap.Words("The matrix", "A dot is an entry."),
        layers,
        List.of(),
        grid(plan.edges(), plan.edges(), everyEntry),
        blocks);
  }

  private String name(int index) {
    Layer layer = layers.stream().filter(l -> index < l.to()).findFirst().orElseThrow();
    int place = index - layer.from();
    return layer.rows() == 1
        ? "%s[%d]".formatted(layer.name(), place)
        : "%s[%d,%d]".formatted(layer.name(), place / layer.columns(), place % layer.columns());
  }

  private double[] eigenvalues() {
    return IntStream.range(0, Math.min(size, 2500))
        .mapToDouble(i -> i < 12 ? -1e-3 * Math.exp(-i * 0.7) : 1e-11 * Math.exp(i * 0.0102))
        .sorted()
        .toArray();
  }

  private Spectrum spectrum() {
    double[] at =
        IntStream.range(-40, 161).mapToDouble(i -> i * i * Math.signum(i) * 1e-5).toArray();
    double[] density =
        Arrays.stream(at).map(x -> Math.exp(-40 * Math.abs(x - 0.004)) * 30).toArray();
    return new Spectrum(
        "All eigenvalues, by LAPACK's dsyevd.", eigenvalues(), new double[0], at, density);
  }

  private Comparison comparison() {
    List<Comparison.Point> points = new ArrayList<>();
    for (int k = 0; k < 2000; k++) {
      int index = random.nextInt(size);
      double exact = entry(index, index);
      double other = exact * Math.exp(0.4 * random.nextGaussian());
      points.add(new Comparison.Point(layers.get(0).name(), name(index), exact, other));
    }
    return new Comparison(
        "Becker-LeCun",
        layers.stream()
            .map(l -> new Comparison.Agreement(l.name(), 0.38 / l.rows(), 0.97, 0.95))
            .toList(),
        points);
  }

  /** The report of a network with one hidden layer. */
  static ReportData of(int inputs, int hidden, int outputs, String title) {
    SyntheticReport made = new SyntheticReport(inputs, hidden, outputs);
    double[] diagonal = made.diagonal();
    double[] beside = IntStream.range(0, made.size).mapToDouble(made::largestOffDiagonal).toArray();
    Evidence evidence =
        new Evidence(
            MatrixKind.HESSIAN,
            Model.of(made.layers, made::name),
            diagonal,
            beside,
            new double[0],
            new Evidence.Point(1e-10, 12, new double[0], new double[0]),
            new Evidence.Eigen(made.eigenvalues(), true, new double[0], new double[0]),
            Evidence.Eigen.UNKNOWN,
            List.of());
    return new ReportData(
        new ReportData.Heading(
            title,
            "The exact Hessian of %,d parameters over 1,797 samples.".formatted(made.size),
            List.of(
                new Entry("Loss", "0.1235"),
                new Entry("Gradient norm", "1e−10"),
                new Entry("Parameters", "%,d".formatted(made.size)),
                new Entry("Samples", "1,797"),
                new Entry("Time", "5.9 s"))),
        Diagnosis.of(evidence),
        new ReportData.Checks(
            List.of(
                "Plain Java computed this, not the native BLAS: it took about four times as long."),
            "By submit/spark-hessian verify.",
            List.of(
                new ReportData.Check(
                    "Symmetry: largest |H − Hᵀ| / |H|", "5.6e−17 of 1e−12", Verdict.OK),
                new ReportData.Check(
                    "Random rows against differences", "1.7e−10 of 1e−6", Verdict.OK))),
        Optional.of(made.heatmap()),
        List.of(
            Distribution.of(Distribution.Words.DIAGONAL, made.layers, made::name, diagonal)
                .chapter(),
            made.spectrum().chapter(),
            made.comparison().chapter()),
        new Timing(
            List.of(new Entry("tile", "512"), new Entry("block rows", "5")),
            List.of(
                new Timing.Phase("start", 2.0),
                new Timing.Phase("read", 1.9),
                new Timing.Phase("gradient", 0.2),
                new Timing.Phase("rows", 1.3)),
            List.of(
                new Timing.Stage("loss and gradient", new double[] {0.1}),
                new Timing.Stage(
                    "Hessian rows",
                    IntStream.range(0, 60).mapToDouble(i -> 0.2 + 0.01 * (i * i % 31)).toArray()))),
        new ReportData.Origin(
            List.of(new Entry("objective.type", "mlp"), new Entry("data.path", "data/digits.csv")),
            List.of(new Entry("spark", "4.1.0"), new Entry("blas", "OpenBLAS 0.3.31"))));
  }

  private double largestOffDiagonal(int row) {
    return Arrays.stream(modes).mapToDouble(mode -> Math.abs(mode[row])).max().orElse(0);
  }
}
