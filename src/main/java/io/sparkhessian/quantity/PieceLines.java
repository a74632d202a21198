package io.sparkhessian.quantity;

import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.distributed.plan.BlockTask;
import io.sparkhessian.distributed.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/** Lines of {@code explain} about the partition of a plan into tasks. */
public final class PieceLines {
  private PieceLines() {}

  /** Returns the lines about a plan whose tasks compute rows of matrices or of a diagonal. */
  public static List<Line> rows(Plan plan) {
    List<Line> lines = new ArrayList<>();
    lines.add(blocks(plan, "row"));
    if (!plan.matrices().isEmpty()) {
      String tiles = "%s of edge %d".formatted(Amounts.count(plan.tiles()), plan.tile());
      lines.add(new Line("tiles", tiles));
    }
    return lines;
  }

  /** Returns the lines about a plan whose tasks multiply vectors. */
  public static List<Line> vectors(Plan plan) {
    return List.of(
        new Line("vectors", "k = " + Amounts.count(plan.rows())), blocks(plan, "vector"));
  }

  private static Line blocks(Plan plan, String row) {
    BlockTask first = plan.tasks().get(0);
    String most = plan.matrices().size() > 1 ? "at most " : "";
    String pieces = plan.isInStrips() ? " strips" : "";
    return new Line(
        "blocks",
        "%d%s of %s%s, one task each, longest first: %ss %d to %d with %s"
            .formatted(
                plan.tasks().size(),
                pieces,
                most,
                Amounts.counted(plan.tile(), row),
                row,
                first.from(),
                first.to() - 1,
                Amounts.flops(first.flops())));
  }
}
