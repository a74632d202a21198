package io.sparkhessian.curvature;

import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.linalg.Norm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/**
 * The accuracy of an approximate diagonal.
 *
 * @param name name of the compared part of θ
 * @param size number of entries
 * @param relativeError ‖approximate − exact‖₂ / ‖exact‖₂; empty if the exact entries are zero
 * @param maximumError the largest |approximate − exact|
 * @param correlation Pearson's correlation; empty if a side is constant or has one entry
 * @param rankCorrelation Spearman's correlation, with mean ranks for ties; empty in the same cases
 * @param signAgreement the fraction of entries with the same sign, or zero, on both sides
 */
public record DiagonalComparison(
    String name,
    int size,
    OptionalDouble relativeError,
    double maximumError,
    OptionalDouble correlation,
    OptionalDouble rankCorrelation,
    double signAgreement) {

  /** Name of the comparison of all entries. */
  public static final String WHOLE = "all";

  /** Comparisons of all entries and then of each part. */
  public static List<DiagonalComparison> of(
      List<DiagonalBlock> parts, double[] approximate, double[] exact) {
    List<DiagonalComparison> all = new ArrayList<>();
    all.add(of(new DiagonalBlock(WHOLE, 0, exact.length), approximate, exact));
    parts.forEach(part -> all.add(of(part, approximate, exact)));
    return List.copyOf(all);
  }

  /** Comparison of one part of vectors of length N. */
  public static DiagonalComparison of(DiagonalBlock part, double[] approximate, double[] exact) {
    if (approximate.length != exact.length) {
      throw new IllegalArgumentException(
          "%d approximate entries, but %d exact ones".formatted(approximate.length, exact.length));
    }
    double[] x = slice(approximate, part);
    double[] y = slice(exact, part);
    double[] errors = IntStream.range(0, y.length).mapToDouble(i -> x[i] - y[i]).toArray();
    double norm = Norm.of(y);
    boolean constant = isConstant(x) || isConstant(y);
    int agreeing = (int) IntStream.range(0, y.length).filter(i -> sign(x[i]) == sign(y[i])).count();
    return new DiagonalComparison(
        part.name(),
        part.size(),
        norm > 0 ? OptionalDouble.of(Norm.of(errors) / norm) : OptionalDouble.empty(),
        Norm.maximum(errors),
        constant ? OptionalDouble.empty() : finite(new PearsonsCorrelation().correlation(x, y)),
        constant ? OptionalDouble.empty() : finite(new SpearmansCorrelation().correlation(x, y)),
        (double) agreeing / part.size());
  }

  /** The part of a vector, with 0 for −0, which would rank before 0. */
  private static double[] slice(double[] vector, DiagonalBlock part) {
    return Arrays.stream(vector, part.from(), part.to()).map(each -> each + 0.0).toArray();
  }

  private static boolean isConstant(double[] numbers) {
    return IntStream.range(1, numbers.length).allMatch(i -> numbers[i] == numbers[0]);
  }

  private static double sign(double number) {
    return number == 0 ? 0 : Math.signum(number);
  }

  /** Empty if the entries are so small that their squares are zero. */
  private static OptionalDouble finite(double number) {
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }
}
