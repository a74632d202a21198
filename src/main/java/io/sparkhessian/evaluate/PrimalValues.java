package io.sparkhessian.evaluate;

import io.sparkhessian.graph.Node;
import java.util.Arrays;
import java.util.IdentityHashMap;
import org.ejml.data.DMatrixRMaj;

/**
 * The values without directions of a graph's nodes: those of shared nodes, and those of chunks,
 * kept for the chunks that come again while there is room.
 */
final class PrimalValues {
  private final int nodes;
  private final long room;
  private final Values shared;
  private final IdentityHashMap<Samples, Values> kept = new IdentityHashMap<>();

  /** Bytes of what was known of a kept chunk when it was left; the next visit may add to that. */
  private final IdentityHashMap<Samples, Long> counted = new IdentityHashMap<>();

  private long bytes;
  private Samples chunk = Samples.none();
  private Values current;

  /** What chunks that are not kept are computed in, one after the other. */
  private Values passing;

  /** By node: its value, and whether that holds. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Values(DMatrixRMaj[] matrices, boolean[] known) {
    static Values none(int nodes) {
      return new Values(new DMatrixRMaj[nodes], new boolean[nodes]);
    }

    /** What is held beside the samples themselves. */
    long bytes(Samples chunk) {
      long numbers = 0;
      for (DMatrixRMaj matrix : matrices) {
        numbers += matrix == null || chunk.holds(matrix) ? 0 : matrix.data.length;
      }
      return numbers * Double.BYTES;
    }
  }

  /**
   * @param room bytes for the chunks that are kept
   */
  PrimalValues(int nodes, long room) {
    this.nodes = nodes;
    this.room = room;
    this.shared = Values.none(nodes);
    this.passing = Values.none(nodes);
    this.current = passing;
  }

  Samples chunk() {
    return chunk;
  }

  /** Goes to a chunk. */
  @SuppressWarnings("ReferenceEquality") // chunks are kept by identity: to compare them is dear
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
    if (bytes <= room && room > 0) {
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

  /** The value of a node, whether or not it holds; null before it was first computed. */
  DMatrixRMaj get(Node node) {
    return of(node).matrices()[node.id()];
  }

  /** Where a node's value is to be put; from now on it holds. */
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

  /** Takes a matrix of the chunk as it is, without a copy. */
  void put(Node node, DMatrixRMaj matrix) {
    current.matrices()[node.id()] = matrix;
    current.known()[node.id()] = true;
  }

  private Values of(Node node) {
    return node.type().perSample() ? current : shared;
  }
}
