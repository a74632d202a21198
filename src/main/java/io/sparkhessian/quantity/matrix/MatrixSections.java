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
import io.sparkhessian.report.figure.Shown;
import io.sparkhessian.report.figure.Spectrum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;

/** Of a matrix, or of blocks on its diagonal: pictures, diagonal, and eigenvalues of small ones. */
public final class MatrixSections {
  private static final int MOST_NAMES = 2_000;

  private final JavaSparkContext spark;
  private final ResultNumbers numbers;
  private final List<StoredMatrix> matrices;

  public MatrixSections(
      JavaSparkContext spark, ResultNumbers numbers, List<StoredMatrix> matrices) {
    this.spark = spark;
    this.numbers = numbers;
    this.matrices = matrices;
  }

  public Sections read(MatrixKind kind) {
    MatrixReading reading = new MatrixReading(spark, numbers.out(), matrices, numbers.size());
    double[] diagonal = reading.diagonal();
    MatrixReading.Picture picture =
        reading.picture(kind, numbers.layers(), diagonal, numbers.ridge());
    Evidence bare =
        numbers.evidence(
            kind, diagonal, picture.largestBeside(), minor(picture), picture.flatPairs());
    Optional<SmallSpectrum.Found> found = spectrum(bare);
    Evidence evidence =
        found.map(all -> bare.with(all.evidence(), all.scaledEvidence())).orElse(bare);
    List<Chapter> chapters = new ArrayList<>();
    chapters.add(numbers.distribution(Distribution.Words.DIAGONAL, diagonal).chapter());
    found.ifPresent(whole -> chapters.add(spectrum(whole).chapter()));
    return new Sections(
        facts(diagonal),
        evidence,
        List.of(),
        Optional.of(picture.heatmap().withNames(ownNames())),
        chapters,
        found.isEmpty() && isWhole() ? List.of(noSpectrum()) : List.of());
  }

  /** The names of the parameters where they say more than layer and place, and are not many. */
  private List<String> ownNames() {
    boolean byPlace = numbers.names().get(0).startsWith(numbers.layers().get(0).name());
    return byPlace || numbers.size() > MOST_NAMES ? List.of() : numbers.names();
  }

  private static List<Entry> facts(double[] diagonal) {
    double trace = Arrays.stream(diagonal).sum();
    return List.of(new Entry("Trace", Shown.text(trace)));
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

  /** Of a linear model of one output, the one whose inputs are told apart or not. */
  private boolean isOneUnitUnregularised(Evidence bare) {
    return numbers.job().objective().needsFeatures()
        && numbers.layers().size() <= 2
        && numbers.layers().get(0).rows() == 1
        && bare.largestRidge() == 0
        && Arrays.stream(bare.diagonal()).allMatch(entry -> entry >= 0);
  }

  private Optional<SmallSpectrum.Found> spectrum(Evidence bare) {
    if (!isWhole()) {
      return Optional.empty();
    }
    StoredMatrix matrix = matrices.get(0);
    SmallSpectrum.Question question =
        new SmallSpectrum.Question(
            numbers.size(),
            bare.largestRidge(),
            bare.explainedFlat(),
            isOneUnitUnregularised(bare));
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
