package io.sparkhessian.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Finds directions that change nothing and that no dead parameter explains: collinear inputs. */
final class FlatDirections {
  private static final int NAMED = 8;

  private final Evidence evidence;
  private final boolean[] dead;

  private FlatDirections(Evidence evidence) {
    this.evidence = evidence;
    this.dead = evidence.dead();
  }

  static List<Finding> in(Evidence evidence) {
    return new FlatDirections(evidence).findings();
  }

  private List<Finding> findings() {
    if (!evidence.eigen().whole()) {
      return evidence.pairs().isEmpty() ? List.of() : List.of(pairs());
    }
    double largest = evidence.largest();
    double ridge = evidence.largestRidge();
    long flat =
        Arrays.stream(evidence.eigen().values())
            .filter(value -> Evidence.Eigen.isFlat(value, largest, ridge))
            .count();
    List<Finding> findings = new ArrayList<>();
    long unexplained = flat - evidence.explainedFlat();
    if (unexplained > 0) {
      boolean placed = evidence.diagonal().length > 0;
      findings.add(placed ? collinear(unexplained) : unplaced(unexplained));
    }
    if (flat > 0 && liveShifts() > 0) {
      findings.add(shifts(liveShifts()));
    }
    return findings;
  }

  private long liveShifts() {
    return evidence.freeShifts().stream().filter(shift -> Evidence.isLive(shift, dead)).count();
  }

  private static Finding shifts(long count) {
    return new Finding(
        Verdict.FINE,
        "Some directions are flat by nature",
        "%d %s the same number to all outputs of the softmax, which changes no probability;"
                .formatted(count, count == 1 ? "direction adds" : "directions add")
            + (count == 1 ? " its eigenvalue is" : " their eigenvalues are")
            + " zero but for the regulariser.",
        "",
        List.of());
  }

  /** Nothing says of which parameters. */
  private Finding unplaced(long count) {
    return new Finding(
        Verdict.WARNING,
        count == 1 ? "One direction changes nothing" : count + " directions change nothing",
        (count == 1 ? "Its eigenvalue is" : "Their eigenvalues are")
            + " zero%s beside the largest, %s."
                .formatted(butRidge(), Shown.text(evidence.largest())),
        "They belong to dead units, to inputs without effect, or to parameters that can be traded"
            + " against each other; the report of compute: hessian says which.",
        List.of());
  }

  private String butRidge() {
    return evidence.largestRidge() > 0 ? " but for the regulariser" : "";
  }

  private Finding collinear(long count) {
    double[] shares = shares();
    List<Integer> involved =
        IntStream.range(0, shares.length)
            .filter(index -> !dead[index])
            .boxed()
            .sorted(Comparator.comparingDouble(index -> -shares[index]))
            .toList();
    double most = involved.isEmpty() ? 0 : shares[involved.get(0)];
    List<Integer> named = involved.stream().filter(index -> shares[index] > 0.1 * most).toList();
    String spread =
        named.size() > NAMED
            ? " They spread over %d parameters; the first are named.".formatted(named.size())
            : "";
    boolean one = count == 1;
    return finding(
        "%d %s zero%s beside the largest, %s, and no dead parameter explains %s.%s"
            .formatted(
                count,
                one ? "eigenvalue is" : "eigenvalues are",
                butRidge(),
                Shown.text(evidence.largest()),
                one ? "it" : "them",
                spread),
        named);
  }

  /** How much of each parameter is in the flat directions that no shift explains. */
  private double[] shares() {
    double[] shares = evidence.eigen().flat().clone();
    if (shares.length > 0) {
      for (int[] shift : evidence.freeShifts()) {
        Arrays.stream(shift).forEach(index -> shares[index] -= 1.0 / shift.length);
      }
    }
    return shares;
  }

  private Finding pairs() {
    List<Integer> named =
        evidence.pairs().stream().flatMapToInt(Arrays::stream).distinct().boxed().toList();
    return finding(
        "Of %s, the product of the two diagonal entries is the square of the entry beside them."
            .formatted(
                evidence.pairs().size() == 1
                    ? "a pair of parameters"
                    : "%d pairs of parameters or more".formatted(evidence.pairs().size())),
        named);
  }

  private Finding finding(String shown, List<Integer> named) {
    boolean regularised = evidence.largestRidge() > 0;
    return new Finding(
        regularised ? Verdict.WARNING : Verdict.PROBLEM,
        "Some parameters can be traded against each other without any effect",
        shown,
        (atInputs(named)
                ? "Their inputs are most likely linearly dependent (a column twice, a sum of"
                    + " others, all categories of a dummy beside an intercept): leave one out"
                : "The units that they belong to most likely say the same, or too few samples reach"
                    + " them: make the layer smaller, or start it anew")
            + (regularised ? ". As it is, l2 alone decides between them." : ", or add l2."),
        named.stream().limit(NAMED).map(evidence.names()::apply).toList());
  }

  /** Whether these are weights of the features, and perhaps an intercept. */
  private boolean atInputs(List<Integer> named) {
    int inputs = evidence.layers().get(0).to();
    return evidence.layers().size() <= 2
        || named.stream().limit(NAMED).allMatch(index -> index < inputs);
  }
}
