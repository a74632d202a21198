package io.sparkhessian.report.diagnosis;

import io.sparkhessian.report.figure.Layer;
import io.sparkhessian.report.figure.NumberFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Finds nearly collinear inputs, and inputs of very different scale. */
final class Conditioning {
  /** Condition index from which a dependence is strong (Belsley, Kuh, Welsch 1980: 30 to 100). */
  private static final double INDEX = 100;

  /** Least share of the direction that makes a parameter involved. */
  private static final double SHARE = 0.05;

  /** Ratio of two curvatures; the inputs differ by its square root. */
  private static final double APART = 1e8;

  private static final int NAMED = 6;

  private final Evidence evidence;
  private final Layer first;

  private Conditioning(Evidence evidence) {
    this.evidence = evidence;
    this.first = evidence.model().layers().get(0);
  }

  static List<Finding> in(Evidence evidence) {
    if (evidence.diagonal().length == 0) {
      return List.of();
    }
    Conditioning search = new Conditioning(evidence);
    List<Finding> findings = new ArrayList<>();
    search.scales(findings);
    search.nearlyCollinear(findings);
    return findings;
  }

  /** Whether the scales of the inputs differ so much that small eigenvalues are rounding errors. */
  static boolean differInScale(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    if (evidence.diagonal().length > 0) {
      new Conditioning(evidence).scales(findings);
    }
    return !findings.isEmpty();
  }

  private void nearlyCollinear(List<Finding> findings) {
    Evidence.Eigen scaled = evidence.scaled();
    if (!scaled.whole() || scaled.lowest().length == 0) {
      return;
    }
    double least = scaled.values()[0];
    double index = Math.sqrt(scaled.largest() / Math.abs(least));
    if (least <= 0 || Evidence.Eigen.isFlat(least, scaled.largest(), 0) || index < INDEX) {
      return;
    }
    List<Integer> involved =
        IntStream.range(0, scaled.lowest().length)
            .filter(i -> scaled.lowest()[i] > SHARE)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scaled.lowest()[i]))
            .limit(NAMED)
            .toList();
    List<String> names = involved.stream().map(evidence.model()::name).toList();
    findings.add(
        new Finding(
            Verdict.WARNING,
            Model.listed(names) + " are nearly collinear",
            "Scaled to a unit diagonal, the %s has eigenvalues from %s to %s, a condition index of %s: the standard errors of these parameters are up to %s times as large as they would be without the others."
                .formatted(
                    evidence.matrix().words(),
                    NumberFormat.text(least),
                    NumberFormat.text(scaled.largest()),
                    NumberFormat.text(Math.round(index)),
                    NumberFormat.text(Math.round(Math.sqrt(1 / least)))),
            "Remove one of them, replace one by their difference, or add l2: the data hardly"
                + " distinguish them.",
            names));
  }

  /** Adds a finding on the curvature with respect to each input, summed over units. */
  private void scales(List<Finding> findings) {
    double[] sums = new double[first.columns()];
    for (int i = first.from(); i < first.to(); i++) {
      sums[(i - first.from()) % sums.length] += Math.max(0, evidence.bare(i));
    }
    double[] some = Arrays.stream(sums).filter(sum -> sum > 0).toArray();
    double most = Arrays.stream(some).max().orElse(0);
    double least = Arrays.stream(some).min().orElse(0);
    if (most < APART * least || some.length < 2 || !isOfInputs()) {
      return;
    }
    String large = evidence.model().inputs(first, new TreeSet<>(List.of(place(sums, most))));
    String small = evidence.model().inputs(first, new TreeSet<>(List.of(place(sums, least))));
    findings.add(
        new Finding(
            Verdict.WARNING,
            "The inputs differ in scale, from %s to %s".formatted(small, large),
            "The curvature with respect to %s is %s times that with respect to %s, so the values of the former are about %s times as large."
                .formatted(
                    large,
                    NumberFormat.text(most / least),
                    small,
                    NumberFormat.text(Math.sqrt(most / least))),
            "Standardise the inputs, for example by their standard deviations: otherwise gradient"
                + " descent is slow, l2 weighs the inputs unequally, and digits are lost.",
            List.of()));
  }

  /** Whether the columns of the first matrix are known to be the inputs. */
  private boolean isOfInputs() {
    return evidence.model().features().size() == first.columns();
  }

  private static int place(double[] values, double value) {
    return IntStream.range(0, values.length).filter(i -> values[i] == value).findFirst().orElse(0);
  }
}
