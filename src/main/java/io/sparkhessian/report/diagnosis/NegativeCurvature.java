package io.sparkhessian.report.diagnosis;

import io.sparkhessian.report.figure.NumberFormat;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Distinguishes saddle points from minima. */
final class NegativeCurvature {
  private static final int NAMED = 8;

  private NegativeCurvature() {}

  static List<Finding> in(Evidence evidence) {
    if (!evidence.matrix().tellsSaddles()) {
      return List.of();
    }
    double least = -Evidence.NEGLIGIBLE * evidence.largest();
    long values = Arrays.stream(evidence.eigen().values()).filter(value -> value < least).count();
    long entries = Arrays.stream(evidence.diagonal()).filter(value -> value < least).count();
    if (values == 0 && entries == 0) {
      boolean known = evidence.eigen().whole() && evidence.isStationary();
      return known ? List.of(minimum(evidence)) : List.of();
    }
    boolean still = evidence.isStationary();
    String gradient = "the gradient norm is " + NumberFormat.text(evidence.point().gradientNorm());
    return List.of(
        new Finding(
            still ? Verdict.PROBLEM : Verdict.WARNING,
            still ? "This is a saddle, not a minimum" : "The loss curves downwards here",
            (values > 0 ? eigenvalues(evidence, values) : entries(evidence, entries))
                + (still ? ", although " : "; ")
                + gradient
                + ".",
            "Move the parameters a little along the direction of negative curvature, to either"
                + " side, and continue training: the loss decreases there. Standard errors are"
                + " meaningless here.",
            names(evidence)));
  }

  private static Finding minimum(Evidence evidence) {
    return new Finding(
        Verdict.OK,
        "A local minimum, to second order",
        "No eigenvalue is negative, and the gradient norm is "
            + NumberFormat.text(evidence.point().gradientNorm())
            + ".",
        "",
        List.of());
  }

  private static String eigenvalues(Evidence evidence, long count) {
    String noun = count == 1 ? " eigenvalue is negative" : " eigenvalues are negative";
    return "%s%d%s (the smallest is %s, the largest curvature %s)"
        .formatted(
            evidence.eigen().whole() ? "" : "At least ",
            count,
            noun,
            NumberFormat.text(evidence.eigen().values()[0]),
            NumberFormat.text(evidence.largest()));
  }

  private static String entries(Evidence evidence, long count) {
    double smallest = Arrays.stream(evidence.diagonal()).min().orElseThrow();
    return "%d %s negative (the smallest is %s, the largest curvature %s)"
        .formatted(
            count,
            count == 1 ? "diagonal entry is" : "diagonal entries are",
            NumberFormat.text(smallest),
            NumberFormat.text(evidence.largest()));
  }

  private static List<String> names(Evidence evidence) {
    boolean direction = evidence.eigen().lowest().length > 0;
    double[] weights =
        direction
            ? evidence.eigen().lowest()
            : Arrays.stream(evidence.diagonal()).map(value -> -value).toArray();
    double least = Arrays.stream(weights).max().orElse(0) * 0.05;
    return IntStream.range(0, weights.length)
        .filter(index -> weights[index] > Math.max(0, least))
        .boxed()
        .sorted(Comparator.comparingDouble(index -> -weights[index]))
        .limit(NAMED)
        .map(evidence.model()::name)
        .toList();
  }
}
