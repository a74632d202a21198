package io.sparkhessian.quantity.matrix;

import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.quantity.Line;
import io.sparkhessian.quantity.Numbers;
import io.sparkhessian.quantity.diagonal.MatrixStatistics;
import java.util.Comparator;
import java.util.List;

/** Lines of the summary about tiled matrices. */
record MatrixSummary(MatrixSpec spec, Plan plan, MatrixStatistics statistics) {
  List<Line> lines() {
    Line matrix =
        spec.form() == MatrixForm.BLOCKS
            ? new Line("blocks", blocks())
            : new Line(spec.kind() == MatrixQuantity.HESSIAN ? "Hessian" : "matrix", whole());
    return List.of(matrix, statistics.diagonalLine());
  }

  private String whole() {
    return "%s, %s of edge %d in %s, %s; largest entry %s"
        .formatted(
            square(plan.parameters()),
            Amounts.counted(plan.tiles(), "tile"),
            plan.tile(),
            Amounts.counted(plan.tasks().size(), plan.piece()),
            Amounts.bytes(plan.resultBytes()),
            Numbers.brief(statistics.largest()));
  }

  private String blocks() {
    DiagonalBlock largest =
        plan.matrices().stream().max(Comparator.comparingInt(DiagonalBlock::size)).orElseThrow();
    return "%d, the largest %s, %s; %s of edge %d, %s; largest entry %s"
        .formatted(
            plan.matrices().size(),
            largest.name(),
            square(largest.size()),
            Amounts.counted(plan.tiles(), "tile"),
            plan.tile(),
            Amounts.bytes(plan.resultBytes()),
            Numbers.brief(statistics.largest()));
  }

  /** Returns the size of a square matrix, such as "2,410 × 2,410". */
  static String square(int edge) {
    return "%s × %s".formatted(Amounts.count(edge), Amounts.count(edge));
  }
}
