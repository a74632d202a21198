package io.sparkhessian.curvature;

import io.sparkhessian.autodiff.Gradient;
import io.sparkhessian.autodiff.Tangent;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.evaluate.Sums;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.linalg.DenseKernels;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * The rows of the Hessian by blocks of one-hot Hessian-vector products, the general path: for each
 * parameter matrix a tangent pass over the gradient graph that leaves out what the direction does
 * not move and what lies left of the diagonal.
 */
public final class FullHessian implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Problem problem;
  private final Graph graph;

  public FullHessian(Problem problem) {
    this.problem = problem;
    Graph derived = problem.graph();
    List<ParameterLayout.Block> blocks = problem.layout().blocks();
    for (int l = 0; l < blocks.size(); l++) {
      String name = blocks.get(l).name();
      derived = Tangent.of(derived, name, List.of(name), gradientsFrom(l));
    }
    this.graph = derived;
  }

  public Problem problem() {
    return problem;
  }

  /** The outputs of one direction of this block: its entries right of the block's first column. */
  public Program program(ParameterLayout.Block block) {
    List<String> outputs = new ArrayList<>();
    for (String gradient : gradientsFrom(problem.layout().blocks().indexOf(block))) {
      String tangent = Tangent.name(block.name(), gradient);
      if (graph.outputs().containsKey(tangent)) {
        outputs.add(tangent);
      }
    }
    return Program.of(graph, outputs);
  }

  /**
   * The rows {@code from} to {@code to − 1} of the upper triangle, from column {@code from} on;
   * their square at the diagonal is filled on both sides.
   *
   * @return (to − from) × (N − from)
   * @throws io.sparkhessian.Failure when an entry is NaN or infinite
   */
  public DMatrixRMaj rows(int from, int to, List<Samples> chunks, DenseKernels dense) {
    Evaluator evaluator = problem.evaluator(graph, dense);
    List<Sums> all = DirectionBlocks.sums(problem.layout(), from, to, this::program, chunks);
    evaluator.addAll(chunks, all);
    DMatrixRMaj rows = new DMatrixRMaj(to - from, problem.layout().size() - from);
    for (int i = 0; i < all.size(); i++) {
      copyInto(
          rows, from, evaluator.finish(all.get(i)), (Directions.OneHot) all.get(i).directions());
      all.set(i, null);
    }
    mirrorDiagonal(rows);
    FiniteCheck.requireRows(rows, from, problem.layout());
    return rows;
  }

  private void copyInto(
      DMatrixRMaj rows, int from, Map<String, DMatrixRMaj> tangents, Directions.OneHot block) {
    ParameterLayout layout = problem.layout();
    ParameterLayout.Block seeded = layout.blocks().get(layout.blockNames().indexOf(block.leaf()));
    int firstRow = seeded.offset() + block.from() - from;
    for (ParameterLayout.Block column : layout.blocks()) {
      DMatrixRMaj part = tangents.get(Tangent.name(block.leaf(), Gradient.name(column.name())));
      if (part == null) {
        continue;
      }
      int skipped = Math.max(0, from - column.offset());
      for (int d = 0; d < block.count(); d++) {
        System.arraycopy(
            part.data,
            d * column.size() + skipped,
            rows.data,
            (firstRow + d) * rows.numCols + column.offset() + skipped - from,
            column.size() - skipped);
      }
    }
  }

  /** H is symmetric: what lies below the diagonal is copied from above it, not computed again. */
  private static void mirrorDiagonal(DMatrixRMaj rows) {
    for (int i = 0; i < rows.numRows; i++) {
      for (int j = 0; j < i; j++) {
        rows.data[i * rows.numCols + j] = rows.data[j * rows.numCols + i];
      }
    }
  }

  private List<String> gradientsFrom(int block) {
    List<String> names = problem.layout().blockNames();
    return names.subList(block, names.size()).stream().map(Gradient::name).toList();
  }
}
