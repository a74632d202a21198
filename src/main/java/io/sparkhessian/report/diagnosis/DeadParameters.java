package io.sparkhessian.report.diagnosis;

import io.sparkhessian.report.figure.Layer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Finds units and inputs through which nothing passes: their rows of the Hessian are zero. */
final class DeadParameters {
  private static final int NAMED = 12;

  /** As many have their names in the headline; of more it has the number. */
  private static final int FEW = 4;

  private static final String STUCK =
      "A unit whose activation is stuck (a ReLU that no sample reaches, a tanh far out) learns"
          + " nothing more: initialise it anew, lower the learning rate, scale its inputs down, or"
          + " remove it.";

  private final Evidence evidence;
  private final IntPredicate flat;
  private final Model model;
  private final List<Finding> findings = new ArrayList<>();

  private DeadParameters(Evidence evidence) {
    this.evidence = evidence;
    this.flat = evidence.flat();
    this.model = evidence.model();
  }

  static List<Finding> in(Evidence evidence) {
    if (evidence.diagonal().length == 0 || evidence.largest() == 0) {
      return List.of();
    }
    DeadParameters search = new DeadParameters(evidence);
    for (Layer matrix : evidence.model().layers()) {
      boolean vector = matrix.rows() == 1 && search.isBias(matrix);
      if (!vector && matrix.size() > 1) {
        search.look(matrix);
      }
    }
    return search.findings;
  }

  private boolean isBias(Layer layer) {
    return model.layers().stream()
        .anyMatch(matrix -> model.biases(matrix).filter(layer::equals).isPresent());
  }

  private void look(Layer matrix) {
    Set<Integer> dead = deadUnits(matrix);
    Set<Integer> faint = new TreeSet<>(FaintUnits.of(evidence, matrix));
    faint.removeAll(dead);
    if (model.isOfClasses(matrix)) {
      faint.addAll(dead);
      if (!faint.isEmpty()) {
        findings.add(classes(matrix, faint));
      }
    } else {
      if (!dead.isEmpty()) {
        findings.add(dead(matrix, dead));
      }
      if (!faint.isEmpty()) {
        findings.add(faint(matrix, faint));
      }
    }
    if (dead.size() < matrix.rows()) {
      inputs(matrix);
    }
  }

  private Set<Integer> deadUnits(Layer matrix) {
    Set<Integer> units = new TreeSet<>();
    IntStream.range(0, matrix.rows())
        .filter(row -> all(matrix, row, row + 1, 0, matrix.columns()))
        .forEach(units::add);
    return units;
  }

  private void inputs(Layer matrix) {
    Set<Integer> deadBefore = model.before(matrix).map(this::deadUnits).orElse(Set.of());
    List<Integer> inputs =
        IntStream.range(0, matrix.columns())
            .filter(column -> all(matrix, 0, matrix.rows(), column, column + 1))
            .filter(column -> !deadBefore.contains(column))
            .boxed()
            .toList();
    if (!inputs.isEmpty()) {
      findings.add(input(matrix, inputs));
    }
  }

  private boolean all(Layer matrix, int fromRow, int toRow, int fromColumn, int toColumn) {
    return IntStream.range(fromRow, toRow)
        .allMatch(
            row ->
                IntStream.range(fromColumn, toColumn)
                    .allMatch(column -> flat.test(index(matrix, row, column))));
  }

  private static int index(Layer matrix, int row, int column) {
    return matrix.from() + row * matrix.columns() + column;
  }

  private Finding dead(Layer matrix, Collection<Integer> units) {
    return new Finding(
        Verdict.PROBLEM,
        units(matrix, units) + " dead",
        rows(units.size() * matrix.columns())
            + " of the weights into "
            + them(units)
            + ": changing them changes no prediction.",
        STUCK,
        weights(matrix, units));
  }

  private Finding faint(Layer matrix, Collection<Integer> units) {
    return new Finding(
        Verdict.PROBLEM,
        units(matrix, units) + " nearly dead",
        "Beside the other units of %s the curvature by the weights into %s is next to nothing: changing them hardly changes a prediction."
            .formatted(model.place(matrix), them(units)),
        STUCK,
        weights(matrix, units));
  }

  private Finding classes(Layer matrix, Collection<Integer> classes) {
    return new Finding(
        Verdict.PROBLEM,
        classes.size() > FEW
            ? "%d of %d classes are never predicted".formatted(classes.size(), matrix.rows())
            : (classes.size() == 1 ? "Class %s is" : "Classes %s are").formatted(numbers(classes))
                + " never predicted",
        "The curvature by %s parameters is next to nothing beside that by the other classes': the probability is near zero in every sample."
            .formatted(classes.size() == 1 ? "its" : "their"),
        "Look whether the data have such labels at all; if not, leave the class out.",
        weights(matrix, classes));
  }

  /** "Unit 3 of layer1 is". */
  private String units(Layer matrix, Collection<Integer> units) {
    return units.size() > FEW
        ? "%d of the %d units of %s are".formatted(units.size(), matrix.rows(), model.place(matrix))
        : (units.size() == 1 ? "Unit %s of %s is" : "Units %s of %s are")
            .formatted(numbers(units), model.place(matrix));
  }

  private static String them(Collection<Integer> units) {
    return units.size() > FEW ? "the units " + numbers(units) : units.size() == 1 ? "it" : "them";
  }

  private static String numbers(Collection<Integer> numbers) {
    return Model.listed(numbers.stream().map(String::valueOf).toList());
  }

  private Finding input(Layer matrix, List<Integer> inputs) {
    boolean one = inputs.size() == 1;
    String which = model.inputs(matrix, inputs);
    return new Finding(
        Verdict.WARNING,
        inputs.size() > FEW
            ? "%d inputs of %s have no effect".formatted(inputs.size(), model.place(matrix))
            : one
                ? "Input %s has no effect".formatted(which)
                : "Inputs %s have no effect".formatted(which),
        rows(inputs.size() * matrix.rows())
            + " of the weights from "
            + (inputs.size() > FEW ? "the inputs " + which : one ? "it" : "them")
            + (one ? ": it is zero in every sample." : ": they are zero in every sample."),
        "Leave such inputs out, or look why they are empty.",
        names(inputs.stream().mapToInt(column -> index(matrix, 0, column))));
  }

  private String rows(int count) {
    String what = evidence.largestBeside().length == 0 ? "diagonal entr" : "row";
    String many = evidence.largestBeside().length == 0 ? "ies" : "s";
    String one = evidence.largestBeside().length == 0 ? "y" : "";
    String but = evidence.largestRidge() > 0 ? " but for the regulariser" : "";
    return "The %s is zero%s in %s"
        .formatted(
            evidence.matrix().words(),
            but,
            count == 1 ? "the " + what + one : "all %d %s%s".formatted(count, what, many));
  }

  /** All weights into one unit; of several the first of each. */
  private List<String> weights(Layer matrix, Collection<Integer> units) {
    int each = units.size() == 1 ? matrix.columns() : 1;
    return names(
        units.stream()
            .flatMapToInt(
                unit -> IntStream.range(0, each).map(column -> index(matrix, unit, column))));
  }

  private List<String> names(IntStream indices) {
    return indices.limit(NAMED).mapToObj(model::name).toList();
  }
}
