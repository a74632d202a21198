package io.sparkhessian.report.diagnosis;

import io.sparkhessian.report.figure.Layer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds hidden units with equal weights: they compute the same values and get equal gradients. */
final class DuplicateUnits {
  /** Largest difference of duplicates, relative to the largest weight of the unit. */
  private static final double EQUAL = 1e-6;

  private static final int NAMED = 12;

  private final Evidence evidence;
  private final Model model;

  private DuplicateUnits(Evidence evidence) {
    this.evidence = evidence;
    this.model = evidence.model();
  }

  static List<Finding> in(Evidence evidence) {
    if (evidence.point().values().length == 0) {
      return List.of();
    }
    DuplicateUnits search = new DuplicateUnits(evidence);
    List<Finding> findings = new ArrayList<>();
    for (Layer matrix : evidence.model().layers()) {
      if (search.model.after(matrix).isPresent()) {
        List<Set<Integer>> groups = search.groups(matrix);
        if (!groups.isEmpty()) {
          findings.add(search.finding(matrix, groups));
        }
      }
    }
    return findings;
  }

  /**
   * The weights and the bias of a unit. Where the sign of a unit does not matter, the largest is
   * positive.
   */
  private double[] weights(Layer matrix, int unit) {
    double[] values = evidence.point().values();
    double[] own = new double[matrix.columns() + 1];
    System.arraycopy(values, matrix.from() + unit * matrix.columns(), own, 0, matrix.columns());
    own[matrix.columns()] = model.biases(matrix).map(b -> values[b.from() + unit]).orElse(0.0);
    double most = 0;
    for (double weight : own) {
      most = Math.abs(weight) > Math.abs(most) ? weight : most;
    }
    if (model.mirrored() && most < 0) {
      for (int i = 0; i < own.length; i++) {
        own[i] = -own[i];
      }
    }
    return own;
  }

  /** Groups of duplicates. Units are sorted by their first weight, so duplicates are close. */
  private List<Set<Integer>> groups(Layer matrix) {
    Set<Integer> faint = NearlyDeadUnits.of(evidence, matrix);
    List<double[]> weights =
        IntStream.range(0, matrix.rows()).mapToObj(unit -> weights(matrix, unit)).toList();
    List<Integer> order =
        IntStream.range(0, matrix.rows())
            .filter(unit -> !faint.contains(unit))
            .boxed()
            .sorted(Comparator.comparingDouble(unit -> weights.get(unit)[0]))
            .toList();
    List<Set<Integer>> groups = new ArrayList<>();
    Set<Integer> taken = new TreeSet<>();
    for (int i = 0; i < order.size(); i++) {
      double[] first = weights.get(order.get(i));
      Set<Integer> group = new TreeSet<>(List.of(order.get(i)));
      double near = EQUAL * size(first);
      for (int k = i + 1;
          k < order.size() && weights.get(order.get(k))[0] <= first[0] + near;
          k++) {
        if (!taken.contains(order.get(k)) && distance(first, weights.get(order.get(k))) <= near) {
          group.add(order.get(k));
        }
      }
      if (group.size() > 1 && !taken.contains(order.get(i))) {
        groups.add(group);
        taken.addAll(group);
      }
    }
    groups.sort(Comparator.comparing(group -> group.iterator().next()));
    return groups;
  }

  private static double size(double[] weights) {
    return distance(weights, new double[weights.length]);
  }

  private static double distance(double[] one, double[] other) {
    double most = 0;
    for (int i = 0; i < one.length; i++) {
      most = Math.max(most, Math.abs(one[i] - other[i]));
    }
    return most;
  }

  private Finding finding(Layer matrix, List<Set<Integer>> groups) {
    Set<Integer> first = groups.get(0);
    String equal = model.mirrored() ? "equal or opposite" : "equal";
    boolean one = groups.size() == 1;
    String place = model.place(matrix);
    String headline =
        first.size() == matrix.rows()
            ? "All %d units of %s are duplicates".formatted(first.size(), place)
            : one
                ? "Units %s of %s are duplicates".formatted(numbers(first), place)
                : "Some units of %s are duplicates".formatted(place);
    String shown =
        one
            ? "Their weights and biases are %s: one of them is enough.".formatted(equal)
            : "These units have %s weights and biases: %s. One of each group is enough."
                .formatted(
                    equal,
                    groups.stream()
                        .limit(NAMED)
                        .map(DuplicateUnits::numbers)
                        .collect(Collectors.joining("; ")));
    return new Finding(
        Verdict.WARNING,
        headline,
        shown,
        "Start training from random weights, so that units differ, or make the layer smaller.",
        groups.stream()
            .flatMap(Set::stream)
            .limit(NAMED)
            .map(unit -> model.name(matrix.from() + unit * matrix.columns()))
            .toList());
  }

  private static String numbers(Set<Integer> units) {
    return Model.listed(units.stream().map(String::valueOf).toList());
  }
}
