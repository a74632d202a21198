package io.sparkhessian.quantity.matrix;

import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.distributed.results.StoredMatrix;
import io.sparkhessian.quantity.report.ResultNumbers;
import io.sparkhessian.quantity.report.Sections;
import io.sparkhessian.report.diagnosis.Evidence;
import io.sparkhessian.report.diagnosis.MatrixKind;
import io.sparkhessian.report.figure.Chapter;
import io.sparkhessian.report.figure.Distribution;
import io.sparkhessian.report.figure.Entry;
import io.sparkhessian.report.figure.NumberFormat;
import io.sparkhessian.report.figure.Spectrum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Report sections of a matrix or of its diagonal blocks: heatmap, diagonal, and the eigenvalues of
 * small matrices.
 */
public record MatrixSections(
    JavaSparkContext spark, ResultNumbers numbers, List<StoredMatrix> matrices) {
  private static final int MAX_NAMES = 2_000;

  public MatrixSections {
    matrices = List.copyOf(matrices);
  }

  public Sections read(MatrixKind kind) {
    MatrixScan reader = new MatrixScan(spark, numbers.out(), matrices, numbers.size());
    double[] diagonal = reader.diagonal();
    MatrixScan.Scan scan = reader.scan(kind, numbers.layers(), diagonal, numbers.ridge());
    Evidence bare =
        numbers.evidence(kind, diagonal, scan.largestOffDiagonal(), minor(scan), scan.flatPairs());
    Optional<SmallSpectrum.Eigenvalues> found = spectrum(bare);
    Evidence evidence =
        found.map(all -> bare.with(all.evidence(), all.scaledEvidence())).orElse(bare);
    List<Chapter> chapters = new ArrayList<>();
    chapters.add(numbers.distribution(Distribution.Words.DIAGONAL, diagonal).chapter());
    found.ifPresent(whole -> chapters.add(spectrum(whole).chapter()));
    return new Sections(
        facts(diagonal),
        evidence,
        List.of(),
        Optional.of(scan.heatmap().withNames(parameterNames())),
        chapters,
        found.isEmpty() && isWhole() ? List.of(noSpectrum()) : List.of());
  }

  /** Returns the parameter names if they differ from layer and index and are few; else nothing. */
  private List<String> parameterNames() {
    boolean byIndex = numbers.names().get(0).startsWith(numbers.layers().get(0).name());
    return byIndex || numbers.size() > MAX_NAMES ? List.of() : numbers.names();
  }

  private static List<Entry> facts(double[] diagonal) {
    double trace = Arrays.stream(diagonal).sum();
    return List.of(new Entry("Trace", NumberFormat.text(trace)));
  }

  /** Returns the lowest eigenvalue of a 2 × 2 minor, an upper bound of the lowest eigenvalue. */
  private Evidence.Eigen minor(MatrixScan.Scan scan) {
    if (scan.negativePair().length == 0) {
      return Evidence.Eigen.UNKNOWN;
    }
    double[] lowest = new double[numbers.size()];
    double added = 0;
    for (int index : scan.negativePair()) {
      lowest[index] = 0.5;
      added = Math.max(added, numbers.ridge()[index]);
    }
    double value = scan.lowest() + added;
    return value < 0
        ? new Evidence.Eigen(new double[] {value}, false, lowest, new double[0])
        : Evidence.Eigen.UNKNOWN;
  }

  private boolean isWhole() {
    return matrices.size() == 1 && matrices.get(0).block().size() == numbers.size();
  }

  /** Whether the model is an unregularised linear model of one output; checked for collinearity. */
  private boolean isOneUnitUnregularised(Evidence bare) {
    return numbers.job().objective().needsFeatures()
        && numbers.layers().size() <= 2
        && numbers.layers().get(0).rows() == 1
        && bare.largestRidge() == 0
        && Arrays.stream(bare.diagonal()).allMatch(entry -> entry >= 0);
  }

  private Optional<SmallSpectrum.Eigenvalues> spectrum(Evidence bare) {
    if (!isWhole()) {
      return Optional.empty();
    }
    StoredMatrix matrix = matrices.get(0);
    SmallSpectrum.Request request =
        new SmallSpectrum.Request(
            numbers.size(),
            bare.largestRidge(),
            bare.explainedFlat(),
            isOneUnitUnregularised(bare));
    String directory = numbers.out().child(matrix.path()).absolute();
    return SmallSpectrum.of(spark, directory, matrix, request);
  }

  private static Spectrum spectrum(SmallSpectrum.Eigenvalues found) {
    double[] values = found.values();
    double[] weights = new double[values.length];
    Arrays.fill(weights, 1.0 / weights.length);
    String method =
        "All %s eigenvalues of the stored tiles, computed with %s."
            .formatted(Amounts.count(values.length), found.solver());
    return Spectrum.of(method, values, new double[0], values, weights);
  }

  private static String noSpectrum() {
    return ("The report computes eigenvalues for at most %s parameters, %s without native LAPACK, so"
            + " it may miss a saddle or collinear inputs.")
        .formatted(Amounts.count(SmallSpectrum.MAX_NATIVE), Amounts.count(SmallSpectrum.MAX_JAVA));
  }
}
