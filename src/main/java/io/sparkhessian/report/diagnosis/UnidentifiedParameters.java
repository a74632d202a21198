package io.sparkhessian.report.diagnosis;

import io.sparkhessian.report.figure.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Parameters that can replace each other without any effect on the loss.
 *
 * @param involved the parameters, by decreasing involvement
 */
record UnidentifiedParameters(Evidence evidence, List<Integer> involved) {
  private static final int NAMED = 8;

  /** Maximum number of inputs that a headline lists. */
  private static final int FEW = 6;

  /**
   * Returns the finding.
   *
   * @param shown the numbers behind it
   * @param everyUnits whether the dependence holds for every unit that has the inputs
   */
  Finding finding(String shown, boolean everyUnits) {
    Model model = evidence.model();
    Layer first = model.layers().get(0);
    boolean atInputs =
        !involved.isEmpty()
            && involved.stream().allMatch(index -> model.matrixOf(index).equals(first))
            && first.size() > 1;
    boolean regularised = evidence.largestRidge() > 0;
    String only = regularised ? " At present, only l2 determines them." : "";
    if (atInputs && everyUnits) {
      return new Finding(
          regularised ? Verdict.WARNING : Verdict.PROBLEM,
          dependent(first) + " linearly dependent",
          shown,
          "A column appears twice, is a sum of others or constant, or the model has an intercept"
              + " and all categories of a dummy variable: remove one of them"
              + (regularised ? "." : ", or add l2.")
              + only,
          names());
    }
    return new Finding(
        regularised ? Verdict.OK : Verdict.WARNING,
        regularised
            ? "Some parameters are determined only by l2"
            : "Some parameters are not identifiable",
        shown,
        (atInputs && inputs(first).size() <= FEW
                ? "Too few samples distinguish the inputs %s, or units are duplicates"
                    .formatted(model.inputs(first, inputs(first)))
                : "Units are duplicates, or too few samples reach them")
            + (regularised ? "." : ": make the layer smaller, or add l2.")
            + only,
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
