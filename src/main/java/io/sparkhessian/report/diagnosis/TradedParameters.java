package io.sparkhessian.report.diagnosis;

import io.sparkhessian.report.figure.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Says which inputs, or units, it is that make parameters replace each other.
 *
 * @param involved the parameters, the first ones most
 */
record TradedParameters(Evidence evidence, List<Integer> involved) {
  private static final int NAMED = 8;

  /** As many have their names in a headline. */
  private static final int FEW = 6;

  /**
   * What to say.
   *
   * @param shown the numbers that show it
   * @param everyUnits whether it is so for all units that see the inputs
   */
  Finding finding(String shown, boolean everyUnits) {
    Model model = evidence.model();
    Layer first = model.layers().get(0);
    boolean atInputs =
        !involved.isEmpty()
            && involved.stream().allMatch(index -> model.matrixOf(index).equals(first))
            && first.size() > 1;
    boolean regularised = evidence.largestRidge() > 0;
    String alone = regularised ? " As it is, l2 alone decides between them." : "";
    if (atInputs && everyUnits) {
      return new Finding(
          regularised ? Verdict.WARNING : Verdict.PROBLEM,
          dependent(first) + " linearly dependent",
          shown,
          "A column is there twice, is a sum of others or constant, or all categories of a dummy"
              + " stand beside an intercept: leave one out"
              + (regularised ? "." : ", or add l2.")
              + alone,
          names());
    }
    return new Finding(
        regularised ? Verdict.FINE : Verdict.WARNING,
        regularised
            ? "l2 alone decides between some parameters"
            : "Some parameters can be traded against each other without any effect",
        shown,
        (atInputs && inputs(first).size() <= FEW
                ? "Too few samples tell the inputs %s apart, or units say the same"
                    .formatted(model.inputs(first, inputs(first)))
                : "Units say the same, or too few samples reach them")
            + (regularised ? "." : ": make the layer smaller, or add l2.")
            + alone,
        names());
  }

  private TreeSet<Integer> inputs(Layer first) {
    TreeSet<Integer> columns = new TreeSet<>();
    for (int index : involved) {
      if (index < first.to()) {
        columns.add((index - first.from()) % first.columns());
      }
    }
    return columns;
  }

  /** "Inputs a, b and the intercept are". */
  private String dependent(Layer first) {
    TreeSet<Integer> columns = inputs(first);
    List<String> names = new ArrayList<>();
    columns.forEach(column -> names.add(evidence.model().input(first, column)));
    boolean intercept = involved.stream().anyMatch(index -> index >= first.to());
    if (names.size() > FEW) {
      return "%d inputs%s are".formatted(names.size(), intercept ? " and the intercept" : "");
    }
    if (intercept) {
      names.add(first.rows() == 1 ? "the intercept" : "the bias");
    }
    return (columns.size() == 1 ? "Input " : "Inputs ")
        + Model.listed(names)
        + (evidence.model().namesInputs(first) ? "" : " of " + evidence.model().place(first))
        + " are";
  }

  private List<String> names() {
    return involved.stream().limit(NAMED).map(evidence.model()::name).toList();
  }
}
