package io.sparkhessian.curvature;

import io.sparkhessian.curvature.layout.DirectionBlocks;
import io.sparkhessian.curvature.layout.ParameterLayout;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.evaluate.Sums;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/** Programs with directions whose sums over the samples are part of a quantity. */
final class DirectedSums {
  private final List<Program> programs = new ArrayList<>();
  private final List<Directions> directions = new ArrayList<>();

  /** Receives the outputs of the programs. */
  @FunctionalInterface
  interface Outputs {
    /** Receives the outputs of the program with an index, in the order of addition. */
    void accept(int index, Map<String, DMatrixRMaj> values);
  }

  void add(Program program, Directions along) {
    programs.add(program);
    directions.add(along);
  }

  /**
   * Adds a program for the one-hot directions of some elements, in blocks that fit a cache.
   *
   * @param leaves the leaves of the parameter, which share each direction
   * @param ranges receives the elements of each block
   */
  void addOneHot(
      Program program,
      List<String> leaves,
      ParameterLayout.Range range,
      int chunkSize,
      List<ParameterLayout.Range> ranges) {
    int size = DirectionBlocks.size(program, range.block().size(), chunkSize);
    for (int done = 0; done < range.count(); done += size) {
      int count = Math.min(size, range.count() - done);
      int first = range.from() + done;
      add(program, new Directions.OneHot(leaves, first, count));
      ranges.add(new ParameterLayout.Range(range.block(), first, count));
    }
  }

  /** Sums over a group of samples, one matrix per sum of each program. */
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
   * Computes the outputs of the programs.
   *
   * @param first index of these sums' first matrix in the total
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
