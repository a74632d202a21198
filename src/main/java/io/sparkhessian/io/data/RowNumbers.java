package io.sparkhessian.io.data;

import io.sparkhessian.io.source.DataCell;
import io.sparkhessian.io.source.DataColumn;
import io.sparkhessian.io.source.DataColumn.Role;
import io.sparkhessian.io.source.DataRecord;
import io.sparkhessian.linalg.SparseRowsBuilder;
import io.sparkhessian.objective.LabelRule;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.apache.spark.ml.linalg.SparseVector;

/**
 * Converts one record at a time to numbers in the order of {@link RowLayout}, without sparse
 * features.
 */
final class RowNumbers {
  private final List<DataColumn> columns;
  private final LabelRule rule;
  private final double[] numbers;

  /**
   * Creates the conversion of records with these columns.
   *
   * @param sparse whether features are stored sparsely
   */
  RowNumbers(List<DataColumn> columns, LabelRule rule, boolean sparse) {
    this.columns = columns;
    this.rule = rule;
    this.numbers = new double[width(columns, sparse)];
  }

  private static int width(List<DataColumn> columns, boolean sparse) {
    int numbers =
        columns.stream()
            .filter(column -> !sparse || column.role() != Role.FEATURE)
            .mapToInt(DataColumn::numbers)
            .sum();
    return columns.stream().anyMatch(column -> column.role() == Role.WEIGHT)
        ? numbers
        : numbers + 1;
  }

  /** Returns the length of a row, which always has a weight. */
  int width() {
    return numbers.length;
  }

  /** Returns the numbers of the last record. */
  double[] values() {
    return numbers;
  }

  /**
   * Converts a record.
   *
   * @param features builder of sparse features; null for dense features
   * @param codes codes of the keys
   * @return the error of the record; empty for a valid record
   */
  Optional<String> take(DataRecord record, SparseRowsBuilder features, List<KeyCodes> codes) {
    if (record.wrong().isPresent()) {
      return record.wrong().map(what -> ": " + what);
    }
    numbers[numbers.length - 1] = 1;
    int at = 0;
    int feature = 0;
    int key = 0;
    for (int k = 0; k < columns.size(); k++) {
      DataColumn column = columns.get(k);
      Object cell = record.cells().get(k);
      boolean apart = features != null && column.role() == Role.FEATURE;
      Optional<String> wrong;
      if (column.role() == Role.KEY) {
        wrong = key(cell, codes.get(key++), at);
      } else if (apart) {
        wrong = sparse(column, cell, features, feature);
      } else {
        wrong = column.isVector() ? vector(column, cell, at) : scalar(column, cell, at);
      }
      if (wrong.isEmpty() && column.role() != Role.FEATURE) {
        wrong = meaning(column, at);
      }
      if (wrong.isPresent()) {
        return wrong.map(what -> ", column '%s': %s".formatted(column.name(), what));
      }
      if (apart) {
        feature += column.numbers();
      } else {
        at += column.numbers();
      }
    }
    return Optional.empty();
  }

  private static Optional<String> sparse(
      DataColumn column, Object cell, SparseRowsBuilder features, int at) {
    if (!column.isVector()) {
      double number = DataCell.number(cell);
      features.add(at, number);
      return Double.isNaN(number) ? Optional.of(notFinite(column, cell)) : Optional.empty();
    }
    Optional<String> wrong = wrongLength(column, cell);
    if (wrong.isPresent()) {
      return wrong;
    }
    if (!(cell instanceof SparseVector vector)) {
      double[] elements = DataCell.numbers(cell);
      for (int k = 0; k < elements.length; k++) {
        features.add(at + k, elements[k]);
      }
      return notFinite(column, cell, elements, k -> k);
    }
    int[] indices = vector.indices();
    for (int k = 0; k < indices.length; k++) {
      features.add(at + indices[k], vector.values()[k]);
    }
    return notFinite(column, cell, vector.values(), k -> indices[k]);
  }

  /** Converts a key without surrounding spaces. */
  private Optional<String> key(Object cell, KeyCodes codes, int at) {
    String value = cell == null ? "" : cell.toString().strip();
    numbers[at] = value.isEmpty() ? 0 : codes.code(value);
    return value.isEmpty()
        ? Optional.of("an empty cell is no key; correct it, or leave the row out")
        : Optional.empty();
  }

  private Optional<String> scalar(DataColumn column, Object cell, int at) {
    numbers[at] = DataCell.number(cell);
    return Double.isNaN(numbers[at]) ? Optional.of(notFinite(column, cell)) : Optional.empty();
  }

  private Optional<String> vector(DataColumn column, Object cell, int at) {
    Optional<String> wrong = wrongLength(column, cell);
    if (wrong.isPresent()) {
      return wrong;
    }
    double[] elements = DataCell.numbers(cell);
    System.arraycopy(elements, 0, numbers, at, elements.length);
    return notFinite(column, cell, elements, k -> k);
  }

  private static String notFinite(DataColumn column, Object cell) {
    return "%s %s; %s".formatted(DataCell.show(cell), DataCell.wrong(cell), remedy(column));
  }

  private static Optional<String> notFinite(
      DataColumn column, Object cell, double[] elements, IntUnaryOperator place) {
    for (int k = 0; k < elements.length; k++) {
      if (!Double.isFinite(elements[k])) {
        return Optional.of(
            "element %d of %s %s; %s"
                .formatted(
                    place.applyAsInt(k),
                    DataCell.show(cell),
                    DataCell.wrong(DataCell.element(cell, k)),
                    remedy(column)));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> wrongLength(DataColumn column, Object cell) {
    int length = DataCell.length(cell);
    if (length < 0) {
      return Optional.of("an empty cell; " + remedy(column));
    }
    return length == column.width()
        ? Optional.empty()
        : Optional.of(
            "%d numbers where other rows have %d; %s"
                .formatted(length, column.width(), remedy(column)));
  }

  private Optional<String> meaning(DataColumn column, int at) {
    if (column.role() == Role.WEIGHT && numbers[at] < 0) {
      return Optional.of("the weight %s is negative; %s".formatted(numbers[at], remedy(column)));
    }
    for (int k = at; column.role() == Role.LABEL && k < at + column.numbers(); k++) {
      Optional<String> violation = rule.violation(numbers[k]);
      if (violation.isPresent()) {
        return Optional.of(
            "%s %s; %s"
                .formatted(shortest(numbers[k]), violation.get(), remedy(column, numbers[k])));
      }
    }
    return Optional.empty();
  }

  private static String shortest(double number) {
    return number == (long) number ? Long.toString((long) number) : Double.toString(number);
  }

  private static String remedy(DataColumn column) {
    return column.role() == Role.FEATURE
        ? "correct it, or leave the column out of data.features"
        : "correct it, or leave the row out";
  }

  /** Returns advice; a label above the last class may also be a mistake of the job. */
  private String remedy(DataColumn column, double number) {
    boolean beyond = rule.kind() == LabelRule.Kind.CLASSES && number >= rule.classes();
    return remedy(column)
        + (beyond && column.role() == Role.LABEL && number == Math.rint(number)
            ? ", or give the objective more classes"
            : "");
  }
}
