package io.sparkhessian.curvature;

import io.sparkhessian.autodiff.Gradient;
import io.sparkhessian.autodiff.SecondDerivatives;
import io.sparkhessian.autodiff.Tangent;
import io.sparkhessian.curvature.layout.DirectionBlocks;
import io.sparkhessian.curvature.layout.ParameterLayout;
import io.sparkhessian.curvature.layout.ParameterLeaf;
import io.sparkhessian.curvature.layout.Window;
import io.sparkhessian.curvature.sites.RowBlock;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.FlopCount;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.graph.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * The general path: rows of the Hessian by blocks of one-hot Hessian-vector products. Each tangent
 * pass over the gradient graph skips nodes that the directions do not move and entries left of the
 * diagonal.
 *
 * <p>Entries between two leaves are computed along the rows or, by symmetry, along the columns,
 * whichever needs fewer directions.
 */
final class GeneralRows {
  private final Graph graph;
  private final List<ParameterLeaf> leaves;

  /** One-hot directions in a leaf and the leaves whose gradients' tangents are read. */
  record Pass(ParameterLeaf seeded, int from, int count, List<ParameterLeaf> outputs, Kind kind) {}

  enum Kind {
    /** The directions are rows of the block. */
    ROWS,
    /** The directions are columns; the results are transposed. */
    COLUMNS,
    /** The block is a diagonal matrix, which a single direction of ones computes. */
    DIAGONAL
  }

  /**
   * @param graph with the output {@link Gradient#name} of each leaf
   * @param leaves of the graph, in the order of θ
   */
  GeneralRows(Graph graph, SecondDerivatives derivatives, List<ParameterLeaf> leaves) {
    Graph derived = graph;
    for (ParameterLeaf leaf : leaves) {
      List<String> others =
          leaves.stream()
              .filter(other -> !leaf.isSite() || !other.isSite())
              .map(ParameterLeaf::name)
              .toList();
      derived = derivatives.along(derived, leaf.name(), List.of(leaf.name()), others);
    }
    this.graph = derived;
    this.leaves = List.copyOf(leaves);
  }

  Graph graph() {
    return graph;
  }

  /** The passes of a window, in blocks of directions. */
  Blocks blocks(Window window, int chunkSize) {
    Blocks blocks = new Blocks(new DirectedSums(), new ArrayList<>());
    for (Pass pass : passes(window)) {
      Program program = program(pass);
      String seeded = pass.seeded().name();
      int size = DirectionBlocks.size(program, pass.seeded().block().size(), chunkSize);
      if (pass.kind() == Kind.DIAGONAL) {
        blocks.add(pass, program, new Directions.Ones(seeded));
        continue;
      }
      for (int done = 0; done < pass.count(); done += size) {
        int first = pass.from() + done;
        int count = Math.min(size, pass.count() - done);
        blocks.add(
            new Pass(pass.seeded(), first, count, pass.outputs(), pass.kind()),
            program,
            new Directions.OneHot(seeded, first, count));
      }
    }
    return blocks;
  }

  /** Passes whose tangents fit a cache, with their sums, for all entries except pairs of sites. */
  record Blocks(DirectedSums sums, List<Pass> passes) {
    private void add(Pass pass, Program program, Directions directions) {
      passes.add(pass);
      sums.add(program, directions);
    }

    /** Adds the results of the sums to the rows. */
    void finish(RowBlock rows, PartialSums total, int first, Evaluator evaluator) {
      sums.finish(
          total, first, evaluator, (index, tangents) -> place(rows, passes.get(index), tangents));
    }
  }

  /** Flops of a window. */
  double flops(Window window, int samples) {
    double flops = 0;
    for (Pass pass : passes(window)) {
      int directions = pass.kind() == Kind.DIAGONAL ? 1 : pass.count();
      flops += directions * FlopCount.perDirection(program(pass), samples);
    }
    return flops;
  }

  /**
   * Bytes of the widest pass's tangents and twice the results of all passes, for a part and the
   * sums.
   */
  long bytes(Window window, int chunkSize) {
    long most = 0;
    long sums = 0;
    for (Pass pass : passes(window)) {
      ParameterLayout.Range range =
          new ParameterLayout.Range(pass.seeded().block(), pass.from(), pass.count());
      long outputs = pass.outputs().stream().mapToLong(leaf -> leaf.block().size()).sum();
      most = Math.max(most, DirectionBlocks.bytes(program(pass), range, chunkSize));
      sums += (pass.kind() == Kind.DIAGONAL ? 1 : pass.count()) * outputs * Double.BYTES;
    }
    return most + 2 * sums;
  }

  private Program program(Pass pass) {
    return Program.of(
        graph, pass.outputs().stream().map(leaf -> tangent(pass.seeded(), leaf)).toList());
  }

  private static String tangent(ParameterLeaf seeded, ParameterLeaf output) {
    return Tangent.name(seeded.name(), Gradient.name(output.name()));
  }

  private List<Pass> passes(Window window) {
    List<Pass> passes = new ArrayList<>();
    for (ParameterLeaf row : leaves) {
      int first = Math.max(window.from(), row.block().offset()) - row.block().offset();
      int count = window.rowsAmong(row.block());
      if (count == 0) {
        continue;
      }
      List<ParameterLeaf> along = new ArrayList<>();
      for (ParameterLeaf column : leaves) {
        if (!isWanted(row, column, window)) {
          continue;
        }
        List<ParameterLeaf> only = List.of(column);
        int columns = window.columnsAmong(column.block());
        if (row.equals(column) && Tangent.isElementwise(graph.output(tangent(row, column)))) {
          if (window.atDiagonal()) {
            passes.add(new Pass(row, first, count, only, Kind.DIAGONAL));
          }
        } else if (columns < count && graph.outputs().containsKey(tangent(column, row))) {
          int left = Math.max(window.start(), column.block().offset()) - column.block().offset();
          passes.add(new Pass(column, left, columns, List.of(row), Kind.COLUMNS));
        } else {
          along.add(column);
        }
      }
      if (!along.isEmpty()) {
        passes.add(new Pass(row, first, count, along, Kind.ROWS));
      }
    }
    return passes;
  }

  /** Whether a window has entries of a row and a column leaf that the sites do not cover. */
  private boolean isWanted(ParameterLeaf row, ParameterLeaf column, Window window) {
    return column.block().offset() >= row.block().offset()
        && window.columnsAmong(column.block()) > 0
        && graph.outputs().containsKey(tangent(row, column));
  }

  private static void place(RowBlock rows, Pass pass, Map<String, DMatrixRMaj> tangents) {
    Window window = rows.window();
    int seeded = pass.seeded().block().offset() + pass.from();
    for (ParameterLeaf output : pass.outputs()) {
      double[] part = tangents.get(tangent(pass.seeded(), output)).data;
      int offset = output.block().offset();
      int size = output.block().size();
      if (pass.kind() == Kind.DIAGONAL) {
        for (int e = pass.from(); e < pass.from() + pass.count(); e++) {
          rows.add(offset + e, offset + e, part[e]);
        }
        continue;
      }
      boolean transposed = pass.kind() == Kind.COLUMNS;
      int first = Math.max(0, (transposed ? window.from() : window.start()) - offset);
      int last = Math.min(size, (transposed ? window.to() : window.end()) - offset);
      for (int d = 0; d < pass.count(); d++) {
        for (int e = first; e < last; e++) {
          int row = transposed ? offset + e : seeded + d;
          int column = transposed ? seeded + d : offset + e;
          rows.add(row, column, part[d * size + e]);
        }
      }
    }
  }
}
