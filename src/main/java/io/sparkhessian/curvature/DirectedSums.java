package io.sparkhessian.curvature;

import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.evaluate.Sums;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/** Programs with their directions, whose sums over samples are part of a quantity. */
final class DirectedSums {
  private final List<Program> programs = new ArrayList<>();
  private final List<Directions> directions = new ArrayList<>();

  /** Takes what one of the programs comes to. */
  @FunctionalInterface
  interface Outputs {
    /** {@code index} counts the programs in the order in which they were added. */
    void accept(int index, Map<String, DMatrixRMaj> values);
  }

  void add(Program program, Directions along) {
    programs.add(program);
    directions.add(along);
  }

  /** What a group of samples adds, one matrix each sum of each program. */
  List<DMatrixRMaj> over(List<Samples> group, Evaluator evaluator) {
    List<Sums> all = new ArrayList<>();
    for (int i = 0; i < programs.size(); i++) {
      all.add(new Sums(programs.get(i), directions.get(i)));
    }
    if (!all.isEmpty()) {
      evaluator.addAll(group, all);
    }
    return all.stream().flatMap(sums -> sums.totals().stream()).toList();
  }

  /**
   * Hands over the outputs of the programs.
   *
   * @param first the matrix of the total with which these sums begin
   */
  void finish(PartialSums total, int first, Evaluator evaluator, Outputs outputs) {
    int at = first;
    for (int i = 0; i < programs.size(); i++) {
      int end = at + programs.get(i).sums().size();
      List<DMatrixRMaj> own = total.matrices(at, end);
      outputs.accept(i, evaluator.finish(new Sums(programs.get(i), directions.get(i), own)));
      at = end;
    }
  }
}
