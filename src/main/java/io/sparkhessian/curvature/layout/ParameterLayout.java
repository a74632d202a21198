package io.sparkhessian.curvature.layout;

import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.objective.ElementNames;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * The positions of an objective's parameter matrices in the vector θ.
 *
 * @param blocks the matrices, in order
 * @param size the length of θ, N
 */
public record ParameterLayout(List<Block> blocks, int size) implements Serializable {

  /**
   * One parameter matrix, whose elements in row-major order are θ[offset] to θ[offset + rows ·
   * columns − 1].
   */
  public record Block(String name, int offset, int rows, int columns) implements Serializable {
    public int size() {
      return rows * columns;
    }

    public int end() {
      return offset + size();
    }

    /** Positional name of the element {@code index}. */
    public String elementName(int index) {
      return ElementNames.byPlace(name, rows, columns, index / columns, index % columns);
    }
  }

  public static ParameterLayout of(Graph objective) {
    List<Block> blocks = new ArrayList<>();
    int offset = 0;
    for (Leaf.Parameter parameter : objective.parameters()) {
      blocks.add(new Block(parameter.name(), offset, parameter.rows(), parameter.columns()));
      offset = Math.addExact(offset, Math.multiplyExact(parameter.rows(), parameter.columns()));
    }
    return new ParameterLayout(List.copyOf(blocks), offset);
  }

  public List<String> blockNames() {
    return blocks.stream().map(Block::name).toList();
  }

  /** Positional names of all N parameters. */
  public List<String> elementNames() {
    List<String> names = new ArrayList<>(size);
    for (Block block : blocks) {
      for (int i = 0; i < block.size(); i++) {
        names.add(block.elementName(i));
      }
    }
    return names;
  }

  /** Positional name of θ[index]. */
  public String elementName(int index) {
    Block block = blockAt(index);
    return block.elementName(index - block.offset());
  }

  /** The block that holds θ[index]. */
  public Block blockAt(int index) {
    return blocks.stream()
        .filter(block -> index >= block.offset() && index < block.end())
        .findFirst()
        .orElseThrow(() -> new IndexOutOfBoundsException(index));
  }

  /** The block with the given name. */
  public Block block(String name) {
    return blocks.get(blockNames().indexOf(name));
  }

  /** Splits θ[from] to θ[to − 1] at the borders of blocks. */
  public List<Range> split(int from, int to) {
    List<Range> ranges = new ArrayList<>();
    for (Block block : blocks) {
      int first = Math.max(from, block.offset());
      int last = Math.min(to, block.end());
      if (first < last) {
        ranges.add(new Range(block, first - block.offset(), last - first));
      }
    }
    return ranges;
  }

  /** The elements {@code from} to {@code from + count − 1} of a block. */
  public record Range(Block block, int from, int count) {
    public int offset() {
      return block.offset() + from;
    }
  }

  /**
   * Splits vectors of length N into parameter matrices.
   *
   * @param vectors k × N
   * @return for each block, its k stacked matrices
   */
  public Map<String, DMatrixRMaj> split(DMatrixRMaj vectors) {
    return split(vectors, 0, vectors.numRows);
  }

  /** Splits the vectors {@code first} to {@code first + count − 1}. */
  public Map<String, DMatrixRMaj> split(DMatrixRMaj vectors, int first, int count) {
    Map<String, DMatrixRMaj> parts = new LinkedHashMap<>();
    for (Block block : blocks) {
      DMatrixRMaj part = new DMatrixRMaj(count * block.rows(), block.columns());
      for (int v = 0; v < count; v++) {
        System.arraycopy(
            vectors.data,
            (first + v) * size + block.offset(),
            part.data,
            v * block.size(),
            block.size());
      }
      parts.put(block.name(), part);
    }
    return parts;
  }
}
