package io.sparkhessian.spark.report;

import io.sparkhessian.report.Chapter;
import io.sparkhessian.report.Distribution;
import io.sparkhessian.report.Entry;
import io.sparkhessian.report.Evidence;
import io.sparkhessian.report.MatrixKind;
import io.sparkhessian.report.Spectrum;
import io.sparkhessian.spark.plan.Amounts;
import io.sparkhessian.spark.results.StoredMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;

/** Of a matrix, or of blocks on its diagonal: pictures, diagonal, and eigenvalues of small ones. */
final class MatrixSections {
  private final JavaSparkContext spark;
  private final ResultNumbers numbers;
  private final List<StoredMatrix> matrices;

  MatrixSections(JavaSparkContext spark, ResultNumbers numbers, List<StoredMatrix> matrices) {
    this.spark = spark;
    this.numbers = numbers;
    this.matrices = matrices;
  }

  Sections read(MatrixKind kind) {
    MatrixReading reading = new MatrixReading(spark, numbers.out(), matrices, numbers.size());
    double[] diagonal = reading.diagonal();
    MatrixReading.Picture picture =
        reading.picture(kind, numbers.layers(), diagonal, numbers.ridge());
    Evidence bare =
        numbers.evidence(
            kind, diagonal, picture.largestBeside(), minor(picture), picture.flatPairs());
    Optional<SmallSpectrum.Found> found = spectrum(bare);
    Evidence evidence =
        found
            .map(
                whole ->
                    numbers.evidence(
                        kind, diagonal, picture.largestBeside(), whole.evidence(), List.of()))
            .orElse(bare);
    List<Chapter> chapters = new ArrayList<>();
    chapters.add(numbers.distribution(Distribution.Words.DIAGONAL, diagonal).chapter());
    found.ifPresent(whole -> chapters.add(spectrum(whole).chapter()));
    return new Sections(
        facts(diagonal),
        evidence,
        List.of(),
        Optional.of(picture.heatmap()),
        chapters,
        found.isEmpty() && isWhole() ? List.of(noSpectrum()) : List.of());
  }

  private static List<Entry> facts(double[] diagonal) {
    double trace = Arrays.stream(diagonal).sum();
    return List.of(new Entry("Trace", String.format(Locale.ROOT, "%.6g", trace)));
  }

  /** The lowest eigenvalue of a pair's minor is above the lowest of all. */
  private Evidence.Eigen minor(MatrixReading.Picture picture) {
    if (picture.downwards().length == 0) {
      return Evidence.Eigen.UNKNOWN;
    }
    double[] lowest = new double[numbers.size()];
    double added = 0;
    for (int index : picture.downwards()) {
      lowest[index] = 0.5;
      added = Math.max(added, numbers.ridge()[index]);
    }
    double value = picture.lowest() + added;
    return value < 0
        ? new Evidence.Eigen(new double[] {value}, false, lowest, new double[0])
        : Evidence.Eigen.UNKNOWN;
  }

  private boolean isWhole() {
    return matrices.size() == 1 && matrices.get(0).block().size() == numbers.size();
  }

  private Optional<SmallSpectrum.Found> spectrum(Evidence bare) {
    if (!isWhole()) {
      return Optional.empty();
    }
    StoredMatrix matrix = matrices.get(0);
    SmallSpectrum.Question question =
        new SmallSpectrum.Question(numbers.size(), bare.largestRidge(), bare.explainedFlat());
    String directory = numbers.out().child(matrix.path()).absolute();
    return SmallSpectrum.of(spark, directory, matrix, question);
  }

  private static Spectrum spectrum(SmallSpectrum.Found found) {
    double[] values = found.values();
    double[] weights = new double[values.length];
    Arrays.fill(weights, 1.0 / weights.length);
    String method =
        "All %s eigenvalues, by the %s, of the stored tiles."
            .formatted(Amounts.count(values.length), found.solver());
    return Spectrum.of(method, values, new double[0], values, weights);
  }

  private static String noSpectrum() {
    return ("The eigenvalues were not computed: the report does so for at most %s parameters with"
            + " native LAPACK, and fewer without. So a saddle or collinear inputs may go"
            + " unnoticed.")
        .formatted(Amounts.count(SmallSpectrum.MOST));
  }
}
