package io.sparkhessian.evaluate;

import io.sparkhessian.graph.Node;
import java.util.Arrays;
import java.util.IdentityHashMap;
import org.ejml.data.DMatrixRMaj;

/**
 * A cache of the values without directions: of shared nodes, and of chunks within a budget of
 * bytes.
 */
final class PrimalValues {
  private final int nodes;
  private final long cacheBytes;
  private final Values shared;
  private final IdentityHashMap<Samples, Values> kept = new IdentityHashMap<>();

  /** Bytes of each cached chunk after its last visit; the next visit may add values. */
  private final IdentityHashMap<Samples, Long> counted = new IdentityHashMap<>();

  private long bytes;
  private Samples chunk = Samples.none();
  private Values current;

  /** Buffers for chunks that are not cached. */
  private Values passing;

  /** Values by node id, and whether each is valid. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Values(DMatrixRMaj[] matrices, boolean[] known) {
    static Values none(int nodes) {
      return new Values(new DMatrixRMaj[nodes], new boolean[nodes]);
    }

    /** Bytes of the values, without the samples themselves. */
    long bytes(Samples chunk) {
      long numbers = 0;
      for (DMatrixRMaj matrix : matrices) {
        numbers += matrix == null || chunk.holds(matrix) ? 0 : matrix.data.length;
      }
      return numbers * Double.BYTES;
    }
  }

  /**
   * @param cacheBytes maximum bytes of cached chunks
   */
  PrimalValues(int nodes, long cacheBytes) {
    this.nodes = nodes;
    this.cacheBytes = cacheBytes;
    this.shared = Values.none(nodes);
    this.passing = Values.none(nodes);
    this.current = passing;
  }

  Samples chunk() {
    return chunk;
  }

  /** Selects a chunk. */
  @SuppressWarnings(
      "ReferenceEquality") // chunks have identity; comparing their content is expensive
  void load(Samples next) {
    if (next != chunk) {
      keep();
      Values known = kept.get(next);
      current = known != null ? known : passing;
      if (known == null) {
        Arrays.fill(current.known(), false);
      }
      chunk = next;
    }
  }

  private void keep() {
    Long before = counted.get(chunk);
    long now = current.bytes(chunk);
    bytes += now - (before == null ? 0 : before);
    if (bytes <= cacheBytes && cacheBytes > 0) {
      kept.put(chunk, current);
      counted.put(chunk, now);
      passing = before == null ? Values.none(nodes) : passing;
    } else {
      bytes -= now;
      kept.remove(chunk);
      counted.remove(chunk);
    }
  }

  boolean isKnown(Node node) {
    return of(node).known()[node.id()];
  }

  /** The value of a node, valid or not; null before the first computation. */
  DMatrixRMaj get(Node node) {
    return of(node).matrices()[node.id()];
  }

  /** Returns the matrix for a node's value and marks it as valid. */
  DMatrixRMaj put(Node node, int rows, int columns) {
    Values values = of(node);
    DMatrixRMaj[] matrices = values.matrices();
    if (matrices[node.id()] == null) {
      matrices[node.id()] = new DMatrixRMaj(rows, columns);
    }
    matrices[node.id()].reshape(rows, columns);
    values.known()[node.id()] = true;
    return matrices[node.id()];
  }

  /** Uses a matrix of the chunk as a node's value, without a copy. */
  void put(Node node, DMatrixRMaj matrix) {
    current.matrices()[node.id()] = matrix;
    current.known()[node.id()] = true;
  }

  private Values of(Node node) {
    return node.type().perSample() ? current : shared;
  }
}
