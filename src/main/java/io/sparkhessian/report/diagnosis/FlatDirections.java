package io.sparkhessian.report.diagnosis;

import io.sparkhessian.report.figure.Layer;
import io.sparkhessian.report.figure.NumberFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Finds flat directions that dead parameters do not explain, for example of collinear inputs. */
final class FlatDirections {
  private static final int NAMED = 8;

  private final Evidence evidence;
  private final Model model;
  private final boolean[] dead;

  /** The scaled eigenvalues, which do not depend on units of measurement, where they are known. */
  private final Evidence.Eigen eigen;

  private FlatDirections(Evidence evidence) {
    this.evidence = evidence;
    this.model = evidence.model();
    this.dead = evidence.dead();
    this.eigen = evidence.scaled().whole() ? evidence.scaled() : evidence.eigen();
  }

  static List<Finding> in(Evidence evidence) {
    return new FlatDirections(evidence).findings();
  }

  private List<Finding> findings() {
    if (!eigen.whole()) {
      return evidence.pairs().isEmpty() ? List.of() : List.of(pairs());
    }
    double ridge = evidence.largestRidge();
    double largest = eigen.largest();
    long flat =
        Arrays.stream(eigen.values())
            .filter(value -> Evidence.Eigen.isFlat(value, largest, ridge))
            .count();
    List<Finding> findings = new ArrayList<>();
    long unexplained = flat - evidence.explainedFlat();
    boolean rounding = !evidence.scaled().whole() && Conditioning.differInScale(evidence);
    if (unexplained > 0 && !rounding) {
      boolean placed = evidence.diagonal().length > 0;
      findings.add(placed ? collinear(unexplained, largest) : unplaced(unexplained));
    }
    if (flat > 0 && liveShifts() > 0) {
      findings.add(shifts(liveShifts()));
    }
    return findings;
  }

  private long liveShifts() {
    return model.freeShifts().stream().filter(shift -> Evidence.isLive(shift, dead)).count();
  }

  private static Finding shifts(long count) {
    return new Finding(
        Verdict.OK,
        "Some directions are flat by construction",
        "%d %s the same number to all outputs of the softmax, which changes no probability;"
                .formatted(count, count == 1 ? "direction adds" : "directions add")
            + (count == 1 ? " its eigenvalue is" : " their eigenvalues are")
            + " zero apart from the regulariser.",
        "",
        List.of());
  }

  /** The finding where the parameters concerned are unknown. */
  private Finding unplaced(long count) {
    return new Finding(
        evidence.largestRidge() > 0 ? Verdict.OK : Verdict.WARNING,
        count == 1
            ? "The loss is flat along one direction"
            : "The loss is flat along %d directions".formatted(count),
        (count == 1 ? "Its eigenvalue is" : "Their eigenvalues are")
            + " zero%s compared with the largest, %s."
                .formatted(apartFromRidge(), NumberFormat.text(evidence.largest())),
        "Dead units, inputs without effect and parameters that are not identifiable cause flat"
            + " directions; the report of compute: hessian says which.",
        List.of());
  }

  private String apartFromRidge() {
    return evidence.largestRidge() > 0 ? " apart from the regulariser" : "";
  }

  private Finding collinear(long count, double largest) {
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
            ? " They involve %s parameters; the list names the first ones."
                .formatted(NumberFormat.text((long) named.size()))
            : "";
    boolean one = count == 1;
    String shown =
        "%s %s zero%s compared with the largest, %s, and no dead parameter explains %s.%s"
            .formatted(
                NumberFormat.text(count),
                one ? "eigenvalue is" : "eigenvalues are",
                apartFromRidge(),
                NumberFormat.text(largest),
                one ? "it" : "them",
                spread);
    boolean curved = named.stream().allMatch(i -> Math.abs(evidence.bare(i)) > zero(largest));
    return new UnidentifiedParameters(evidence, named)
        .finding(shown, curved && isEveryUnits(shares));
  }

  private static double zero(double largest) {
    return Evidence.NEGLIGIBLE * largest;
  }

  /** Share of each parameter in the flat directions that no shift explains. */
  private double[] shares() {
    double[] shares = eigen.flat().clone();
    if (shares.length > 0) {
      for (int[] shift : model.freeShifts()) {
        Arrays.stream(shift).forEach(index -> shares[index] -= 1.0 / shift.length);
      }
    }
    return shares;
  }

  /**
   * Whether every unit of the first matrix has the same whole number of flat directions. Dependent
   * inputs have that effect, too few samples do not.
   */
  private boolean isEveryUnits(double[] shares) {
    Layer first = model.layers().get(0);
    double whole = model.isOfClasses(first) ? first.rows() / (first.rows() - 1.0) : 1;
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int row = 0; row < first.rows() && shares.length > 0; row++) {
      int from = first.from() + row * first.columns();
      if (IntStream.range(from, from + first.columns()).allMatch(i -> dead[i])) {
        continue;
      }
      int own = row;
      double sum =
          IntStream.range(from, from + first.columns())
                  .filter(i -> !dead[i])
                  .mapToDouble(i -> shares[i])
                  .sum()
              + model.biases(first).map(bias -> shares[bias.from() + own]).orElse(0.0);
      least = Math.min(least, whole * sum);
      most = Math.max(most, whole * sum);
    }
    double near = 0.05;
    return Math.round(least) >= 1
        && most - least < near
        && Math.abs(least - Math.round(least)) < near;
  }

  private Finding pairs() {
    List<int[]> ofInputs = evidence.pairs().stream().filter(this::isOfDependentInputs).toList();
    List<int[]> told = ofInputs.isEmpty() ? evidence.pairs() : ofInputs;
    List<Integer> named = told.stream().flatMapToInt(Arrays::stream).distinct().boxed().toList();
    String shown =
        "For %s, the product of the two diagonal entries equals the square of their off-diagonal entry."
            .formatted(
                told.size() == 1
                    ? "a pair of parameters"
                    : "at least %d pairs of parameters".formatted(told.size()));
    return new UnidentifiedParameters(evidence, named).finding(shown, !ofInputs.isEmpty());
  }

  /** Whether weights of the same two inputs form a pair in other units too, if others exist. */
  private boolean isOfDependentInputs(int[] pair) {
    Layer first = model.layers().get(0);
    long units =
        evidence.pairs().stream()
            .filter(other -> isOfOneUnit(first, other))
            .filter(other -> other[0] % first.columns() == pair[0] % first.columns())
            .filter(other -> other[1] % first.columns() == pair[1] % first.columns())
            .count();
    return isOfOneUnit(first, pair) && units >= Math.min(2, first.rows());
  }

  private static boolean isOfOneUnit(Layer first, int[] pair) {
    return Math.max(pair[0], pair[1]) < first.to()
        && pair[0] / first.columns() == pair[1] / first.columns();
  }
}
