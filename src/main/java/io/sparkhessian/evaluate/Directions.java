package io.sparkhessian.evaluate;

import io.sparkhessian.graph.Leaf;
import java.util.Arrays;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/** A block of directions: the tangents to be placed at the seeds of a graph. */
public interface Directions {

  /** How many directions there are. */
  int count();

  /** Puts the directions at this seed into {@code tangent}, (directions · rows) × columns. */
  void fill(Leaf.Seed seed, DMatrixRMaj tangent);

  /** No direction at all, for a graph without seeds. */
  static Directions none() {
    return new Dense(1, Map.of());
  }

  /** The one-hot directions of the elements {@code from} to {@code from + count} of one leaf. */
  record OneHot(String leaf, int from, int count) implements Directions {
    @Override
    public void fill(Leaf.Seed seed, DMatrixRMaj tangent) {
      Arrays.fill(tangent.data, 0, tangent.getNumElements(), 0);
      if (seed.name().equals(leaf)) {
        int size = seed.type().size();
        for (int d = 0; d < count; d++) {
          tangent.data[d * size + from + d] = 1;
        }
      }
    }
  }

  /** Arbitrary directions: for each leaf a matrix of count rows, its elements row by row. */
  record Dense(int count, Map<String, DMatrixRMaj> tangents) implements Directions {
    @Override
    public void fill(Leaf.Seed seed, DMatrixRMaj tangent) {
      DMatrixRMaj given = tangents.get(seed.name());
      System.arraycopy(given.data, 0, tangent.data, 0, tangent.getNumElements());
    }
  }
}
