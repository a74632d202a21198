package io.sparkhessian.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds units and inputs through which nothing passes: their rows of the Hessian are zero. */
final class DeadParameters {
  private static final int NAMED = 12;

  /** As many dead units of a layer have a finding each; more share one. */
  private static final int EACH = 4;

  private static final String REMEDY =
      "A unit whose activation is stuck (a ReLU that no sample reaches) learns nothing more:"
          + " initialise it anew, lower the learning rate, use an activation without a flat side,"
          + " or remove it.";

  private final Evidence evidence;
  private final List<Finding> findings = new ArrayList<>();
  private Set<Integer> deadBefore = new TreeSet<>();
  private int unitsBefore;

  private DeadParameters(Evidence evidence) {
    this.evidence = evidence;
  }

  static List<Finding> in(Evidence evidence) {
    if (evidence.diagonal().length == 0 || evidence.largest() == 0) {
      return List.of();
    }
    DeadParameters search = new DeadParameters(evidence);
    evidence.layers().forEach(search::look);
    return search.findings;
  }

  private void look(Layer layer) {
    boolean vector = layer.rows() == 1 && layer.columns() == unitsBefore;
    if (vector) {
      return; // The biases of the units that were looked at.
    }
    Set<Integer> units = new TreeSet<>();
    if (layer.rows() > 1 || layer.columns() > 1) {
      IntStream.range(0, layer.rows())
          .filter(row -> all(layer, row, row + 1, 0, layer.columns()))
          .forEach(units::add);
      inputs(layer, units);
      if (units.size() > EACH) {
        findings.add(units(layer, units));
      } else {
        units.forEach(unit -> findings.add(unit(layer, unit)));
      }
    }
    deadBefore = units;
    unitsBefore = layer.rows();
  }

  private void inputs(Layer layer, Set<Integer> deadUnits) {
    if (deadUnits.size() == layer.rows()) {
      return;
    }
    boolean follows = layer.columns() == unitsBefore;
    List<Integer> inputs =
        IntStream.range(0, layer.columns())
            .filter(column -> all(layer, 0, layer.rows(), column, column + 1))
            .filter(column -> !(follows && deadBefore.contains(column)))
            .boxed()
            .toList();
    if (!inputs.isEmpty()) {
      findings.add(input(layer, inputs));
    }
  }

  private boolean all(Layer layer, int fromRow, int toRow, int fromColumn, int toColumn) {
    return IntStream.range(fromRow, toRow)
        .allMatch(
            row ->
                IntStream.range(fromColumn, toColumn)
                    .allMatch(column -> evidence.flat(index(layer, row, column))));
  }

  private static int index(Layer layer, int row, int column) {
    return layer.from() + row * layer.columns() + column;
  }

  private Finding unit(Layer layer, int unit) {
    int from = index(layer, unit, 0);
    return new Finding(
        Verdict.PROBLEM,
        "Unit %d of %s is dead".formatted(unit, layer.name()),
        rows(layer.columns()) + " of the weights into it: changing them changes no prediction.",
        REMEDY,
        names(IntStream.range(from, from + layer.columns())));
  }

  private Finding units(Layer layer, Set<Integer> units) {
    return new Finding(
        Verdict.PROBLEM,
        "%d of the %d units of %s are dead".formatted(units.size(), layer.rows(), layer.name()),
        rows(units.size() * layer.columns())
            + " of the weights into units "
            + listed(units)
            + ": changing them changes no prediction.",
        REMEDY,
        names(units.stream().mapToInt(unit -> index(layer, unit, 0))));
  }

  private static String listed(Collection<Integer> numbers) {
    String first =
        numbers.stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(", "));
    return numbers.size() > NAMED
        ? "%s and %d more".formatted(first, numbers.size() - NAMED)
        : first;
  }

  private Finding input(Layer layer, List<Integer> inputs) {
    String which = listed(inputs);
    return new Finding(
        Verdict.WARNING,
        inputs.size() == 1
            ? "Input %s of %s has no effect".formatted(which, layer.name())
            : "%d inputs of %s have no effect".formatted(inputs.size(), layer.name()),
        rows(inputs.size() * layer.rows())
            + " of the weights from "
            + (inputs.size() == 1 ? "input " + which + ": it is" : "inputs " + which + ": they are")
            + " zero in every sample.",
        "Leave such inputs out, or look why they are empty.",
        names(inputs.stream().mapToInt(column -> index(layer, 0, column))));
  }

  private String rows(int count) {
    String what = evidence.largestBeside().length == 0 ? "diagonal entries" : "rows";
    String but = evidence.largestRidge() > 0 ? " but for the regulariser" : "";
    return "The %s is zero%s in all %d %s".formatted(evidence.matrix().words(), but, count, what);
  }

  private List<String> names(IntStream indices) {
    return indices.limit(NAMED).mapToObj(evidence.names()).toList();
  }
}
