package io.sparkhessian.evaluate;

import io.sparkhessian.graph.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/** Running sums over the samples, for one program and one block of directions. */
public final class Sums {
  private final Program program;
  private final Directions directions;
  private final Map<Node, DMatrixRMaj> totals = new HashMap<>();

  /** Sums without any samples. */
  public Sums(Program program, Directions directions) {
    this.program = program;
    this.directions = directions;
    for (Node node : program.sums()) {
      int rows = node.type().stackedRows(directions.count(), 0);
      totals.put(node, new DMatrixRMaj(rows, node.type().columns()));
    }
  }

  /** Sums with earlier totals, one matrix per node of {@link Program#sums}. */
  public Sums(Program program, Directions directions, List<DMatrixRMaj> totals) {
    this.program = program;
    this.directions = directions;
    for (int i = 0; i < totals.size(); i++) {
      this.totals.put(program.sums().get(i), totals.get(i));
    }
  }

  public Program program() {
    return program;
  }

  public Directions directions() {
    return directions;
  }

  /** The running total of a node of {@link Program#sums}. */
  public DMatrixRMaj total(Node node) {
    return totals.get(node);
  }

  /** The running totals, in the order of {@link Program#sums}. */
  public List<DMatrixRMaj> totals() {
    return program.sums().stream().map(totals::get).toList();
  }
}
