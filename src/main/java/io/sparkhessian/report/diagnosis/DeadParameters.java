package io.sparkhessian.report.diagnosis;

import io.sparkhessian.report.figure.Layer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Finds dead units and inputs without effect: their rows of the Hessian are zero. */
final class DeadParameters {
  private static final int NAMED = 12;

  /** Maximum number of units or inputs that a headline lists; beyond it, the headline counts. */
  private static final int FEW = 4;

  private static final String STUCK =
      "A unit with a stuck activation (a ReLU that is zero for every sample, a saturated tanh) no"
          + " longer learns: reinitialise it, lower the learning rate, scale its inputs down, or"
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
        search.inspect(matrix);
      }
    }
    return search.findings;
  }

  private boolean isBias(Layer layer) {
    return model.layers().stream()
        .anyMatch(matrix -> model.biases(matrix).filter(layer::equals).isPresent());
  }

  private void inspect(Layer matrix) {
    Set<Integer> dead = deadUnits(matrix);
    Set<Integer> faint = new TreeSet<>(NearlyDeadUnits.of(evidence, matrix));
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
        zeroRows(units.size() * matrix.columns(), "into " + them(units))
            + ": changing these weights changes no prediction.",
        STUCK,
        weights(matrix, units));
  }

  private Finding faint(Layer matrix, Collection<Integer> units) {
    return new Finding(
        Verdict.PROBLEM,
        units(matrix, units) + " nearly dead",
        "The curvature with respect to the weights into %s is negligible compared with that of the other units of %s: changing these weights hardly changes a prediction."
            .formatted(them(units), model.place(matrix)),
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
        "The curvature with respect to %s parameters is negligible compared with that of the other classes: the predicted probability is near zero for every sample."
            .formatted(classes.size() == 1 ? "its" : "their"),
        "Check that the data contain such labels; if not, remove the class.",
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
        zeroRows(
                inputs.size() * matrix.rows(),
                "from " + (inputs.size() > FEW ? "the inputs " + which : one ? "it" : "them"))
            + (one ? ": it is zero in every sample." : ": they are zero in every sample."),
        one
            ? "Remove it, or check why it is always zero."
            : "Remove them, or check why they are always zero.",
        names(inputs.stream().mapToInt(column -> index(matrix, 0, column))));
  }

  /** "All 12 rows of the Hessian for the weights into unit 3 are zero". */
  private String zeroRows(int count, String which) {
    boolean diagonalOnly = evidence.largestOffDiagonal().length == 0;
    String rows =
        count == 1
            ? (diagonalOnly ? "The diagonal entry" : "The row")
            : "All %d %s".formatted(count, diagonalOnly ? "diagonal entries" : "rows");
    return "%s of the %s for the %s %s %s zero%s"
        .formatted(
            rows,
            evidence.matrix().words(),
            count == 1 ? "weight" : "weights",
            which,
            count == 1 ? "is" : "are",
            evidence.largestRidge() > 0 ? " apart from the regulariser" : "");
  }

  /** Names of the weights into a single unit, or of the first weight into each of several. */
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
