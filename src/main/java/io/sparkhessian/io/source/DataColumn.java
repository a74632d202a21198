package io.sparkhessian.io.source;

import java.io.Serializable;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A column that is read, and what for.
 *
 * @param position among the columns of the files
 * @param width the numbers in a cell of a vector column; 0 where a cell is one number
 */
public record DataColumn(String name, int position, Role role, int width) implements Serializable {
  /** What a column is used for, in the order in which a row holds the numbers. */
  public enum Role {
    FEATURE("data.features"),
    LABEL("data.label"),
    WEIGHT("data.weight");

    private final String field;

    Role(String field) {
      this.field = field;
    }

    /** The field of the job file that names such columns. */
    public String field() {
      return field;
    }
  }

  public boolean isVector() {
    return width > 0;
  }

  /** How many numbers a row has of this column. */
  public int numbers() {
    return Math.max(1, width);
  }

  public Stream<String> names() {
    return isVector()
        ? IntStream.range(0, width).mapToObj(index -> name + "[" + index + "]")
        : Stream.of(name);
  }
}
