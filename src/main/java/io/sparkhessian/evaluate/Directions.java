package io.sparkhessian.evaluate;

import io.sparkhessian.graph.Leaf;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/** A block of directions: the tangents at the seeds of a graph. */
public interface Directions {

  /** Number of directions. */
  int count();

  /** Writes the directions at a seed to {@code tangent}, (directions · rows) × columns. */
  void fill(Leaf.Seed seed, DMatrixRMaj tangent);

  /** No directions, for a graph without seeds. */
  static Directions none() {
    return new Dense(1, Map.of());
  }

  /**
   * The one-hot directions of the elements {@code from} to {@code from + count − 1} of a shared
   * leaf. Several leaves of one parameter share each direction.
   */
  record OneHot(List<String> leaves, int from, int count) implements Directions {
    public OneHot(String leaf, int from, int count) {
      this(List.of(leaf), from, count);
    }

    @Override
    public void fill(Leaf.Seed seed, DMatrixRMaj tangent) {
      Arrays.fill(tangent.data, 0, tangent.getNumElements(), 0);
      if (leaves.contains(seed.name())) {
        if (seed.type().perSample()) {
          throw new IllegalArgumentException(
              "one-hot directions need a shared value, but %s has one row per sample; use Units"
                  .formatted(seed.label()));
        }
        int size = seed.type().size();
        for (int d = 0; d < count; d++) {
          tangent.data[d * size + from + d] = 1;
        }
      }
    }
  }

  /** A single direction with all elements 1 at one leaf. */
  record Ones(String leaf) implements Directions {
    @Override
    public int count() {
      return 1;
    }

    @Override
    public void fill(Leaf.Seed seed, DMatrixRMaj tangent) {
      double value = seed.name().equals(leaf) ? 1 : 0;
      Arrays.fill(tangent.data, 0, tangent.getNumElements(), value);
    }
  }

  /**
   * Unit seeds: the tangents eᵢ of the columns {@code from} to {@code from + count − 1} of a
   * per-sample value, equal for every sample.
   */
  record Units(String value, int from, int count) implements Directions {
    @Override
    public void fill(Leaf.Seed seed, DMatrixRMaj tangent) {
      Arrays.fill(tangent.data, 0, tangent.getNumElements(), 0);
      if (seed.name().equals(value)) {
        int samples = tangent.numRows / count;
        int width = tangent.numCols;
        for (int d = 0; d < count; d++) {
          int end = (d + 1) * samples * width;
          for (int e = d * samples * width + from + d; e < end; e += width) {
            tangent.data[e] = 1;
          }
        }
      }
    }
  }

  /** Arbitrary directions: for each leaf, the directions in row-major order, one after another. */
  record Dense(int count, Map<String, DMatrixRMaj> tangents) implements Directions {
    @Override
    public void fill(Leaf.Seed seed, DMatrixRMaj tangent) {
      DMatrixRMaj given = tangents.get(seed.name());
      System.arraycopy(given.data, 0, tangent.data, 0, tangent.getNumElements());
    }
  }
}
