package io.sparkhessian.io;

import io.sparkhessian.io.DataColumn.Role;
import io.sparkhessian.objective.LabelRule;
import java.util.List;
import java.util.Optional;

/** The numbers of one record at a time: features, then labels, then weight. */
final class RowNumbers {
  private final List<DataColumn> columns;
  private final LabelRule rule;
  private final double[] numbers;

  RowNumbers(List<DataColumn> columns, LabelRule rule) {
    this.columns = columns;
    this.rule = rule;
    this.numbers = new double[width(columns)];
  }

  /** The numbers in a row, with a weight in any case. */
  static int width(List<DataColumn> columns) {
    int numbers = columns.stream().mapToInt(DataColumn::numbers).sum();
    return columns.stream().anyMatch(column -> column.role() == Role.WEIGHT)
        ? numbers
        : numbers + 1;
  }

  /** The numbers of the record that was taken last. */
  double[] values() {
    return numbers;
  }

  /** Takes the numbers of a record; or says what is wrong with it. */
  Optional<String> take(DataRecord record) {
    if (record.wrong().isPresent()) {
      return record.wrong().map(what -> ": " + what);
    }
    numbers[numbers.length - 1] = 1;
    int at = 0;
    for (int k = 0; k < columns.size(); k++) {
      DataColumn column = columns.get(k);
      Object cell = record.cells().get(k);
      Optional<String> wrong =
          column.isVector() ? vector(column, cell, at) : scalar(column, cell, at);
      if (wrong.isEmpty()) {
        wrong = meaning(column, at);
      }
      if (wrong.isPresent()) {
        return wrong.map(what -> ", column '%s': %s".formatted(column.name(), what));
      }
      at += column.numbers();
    }
    return Optional.empty();
  }

  private Optional<String> scalar(DataColumn column, Object cell, int at) {
    numbers[at] = DataCell.number(cell);
    return Double.isNaN(numbers[at])
        ? Optional.of(
            "%s is not a finite number; %s".formatted(DataCell.show(cell), remedy(column)))
        : Optional.empty();
  }

  private Optional<String> vector(DataColumn column, Object cell, int at) {
    double[] elements = DataCell.numbers(cell);
    if (elements == null) {
      return Optional.of("an empty cell; " + remedy(column));
    }
    if (elements.length != column.width()) {
      return Optional.of(
          "%d numbers where other rows have %d; %s"
              .formatted(elements.length, column.width(), remedy(column)));
    }
    for (int k = 0; k < elements.length; k++) {
      if (!Double.isFinite(elements[k])) {
        return Optional.of(
            "element %d of %s is not a finite number; %s"
                .formatted(k, DataCell.show(cell), remedy(column)));
      }
      numbers[at + k] = elements[k];
    }
    return Optional.empty();
  }

  private Optional<String> meaning(DataColumn column, int at) {
    if (column.role() == Role.WEIGHT && numbers[at] < 0) {
      return Optional.of("the weight %s is negative; %s".formatted(numbers[at], remedy(column)));
    }
    for (int k = at; column.role() == Role.LABEL && k < at + column.numbers(); k++) {
      Optional<String> violation = rule.violation(numbers[k]);
      if (violation.isPresent()) {
        return Optional.of(
            "%s %s; %s".formatted(shortest(numbers[k]), violation.get(), remedy(column)));
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
}
