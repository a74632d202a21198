package io.sparkhessian.io.source;

import io.sparkhessian.graph.Columns;
import io.sparkhessian.graph.Leaf;
import java.io.Serializable;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A column that is read.
 *
 * @param position among the columns of the files
 * @param role its use
 * @param width number of elements of a cell in a vector column; 0 where a cell is one number
 */
public record DataColumn(String name, int position, Role role, int width) implements Serializable {
  /** The use of a column, in the order in which a row holds the numbers. */
  public enum Role {
    FEATURE("data.features"),
    LABEL("data.label"),
    OFFSET("data.offset"),
    /** Read by the objective under the column's name. */
    COLUMN("objective"),
    /** Strings or whole numbers, each of which has a code. */
    KEY("the keys"),
    WEIGHT("data.weight");

    private final String field;

    Role(String field) {
      this.field = field;
    }

    /** Returns the field of the job file that names such columns. */
    public String field() {
      return field;
    }

    /** Whether a column of this role can have no other such role. */
    public boolean isExclusive() {
      return this != COLUMN && this != KEY;
    }
  }

  public boolean isVector() {
    return width > 0;
  }

  /** Returns the name of the row of a sample that the numbers belong to. */
  public String row() {
    return switch (role) {
      case FEATURE -> Leaf.SampleInput.FEATURES;
      case LABEL -> Leaf.SampleInput.LABEL;
      case OFFSET -> Leaf.SampleInput.OFFSET;
      case COLUMN -> Columns.column(name);
      case KEY -> Columns.key(name);
      case WEIGHT -> Leaf.SampleInput.WEIGHT;
    };
  }

  /** Returns the number of numbers in a cell. */
  public int numbers() {
    return Math.max(1, width);
  }

  /** Returns the name of each number. */
  public Stream<String> names() {
    return isVector()
        ? IntStream.range(0, width).mapToObj(index -> name + "[" + index + "]")
        : Stream.of(name);
  }
}
