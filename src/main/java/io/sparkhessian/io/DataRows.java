package io.sparkhessian.io;

import io.sparkhessian.io.DataColumn.Role;
import io.sparkhessian.objective.LabelRule;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/** Turns the rows of a partition into numbers, and notes the first wrong row of each file block. */
final class DataRows implements FlatMapFunction<Iterator<Row>, DataChunk> {
  private static final long serialVersionUID = 1L;

  private final List<DataColumn> columns;
  private final int width;
  private final boolean header;
  private final int columnsInFile;
  private final LabelRule.Kind labelKind;
  private final int labelClasses;

  DataRows(DataFiles files, List<DataColumn> columns, LabelRule rule) {
    this.columns = List.copyOf(columns);
    this.width = width(columns);
    this.header = files.header();
    this.columnsInFile = files.names().size();
    this.labelKind = rule.kind();
    this.labelClasses = rule.classes();
  }

  /** The numbers in a row, with a weight in any case. */
  static int width(List<DataColumn> columns) {
    int numbers = columns.stream().mapToInt(DataColumn::numbers).sum();
    return columns.stream().anyMatch(column -> column.role() == Role.WEIGHT)
        ? numbers
        : numbers + 1;
  }

  @Override
  public Iterator<DataChunk> call(Iterator<Row> rows) {
    List<DataChunk> chunks = new ArrayList<>();
    DataChunk chunk = null;
    double[] numbers = new double[width];
    LabelRule rule = new LabelRule(labelKind, labelClasses);
    while (rows.hasNext()) {
      Row row = rows.next();
      String file = row.getString(columns.size() + 1);
      long blockStart = row.getLong(columns.size() + 2);
      if (chunk == null || !chunk.isOf(file, blockStart)) {
        chunk = new DataChunk(file, blockStart, 0, width);
        chunks.add(chunk);
        if (header && blockStart == 0) {
          checkHeader(row, chunk);
          continue;
        }
      }
      if (chunk.error() != null) {
        continue;
      }
      if (chunk.isFull()) {
        chunk = chunk.next();
        chunks.add(chunk);
      }
      Optional<String> wrong = convert(row, rule, numbers);
      if (wrong.isPresent()) {
        chunk.fail(wrong.get());
      } else {
        chunk.add(numbers);
      }
    }
    return chunks.stream().map(DataChunk::trimmed).iterator();
  }

  private void checkHeader(Row row, DataChunk chunk) {
    for (int k = 0; k < columns.size(); k++) {
      DataColumn column = columns.get(k);
      String found = row.isNullAt(k) ? "" : row.getString(k).strip();
      String name = found.isEmpty() ? "_c" + column.position() : found;
      if (!name.equals(column.name())) {
        chunk.failInHeader(
            "column %d is named '%s' in this header and '%s' in the first file; give all files the same header"
                .formatted(column.position() + 1, name, column.name()));
        return;
      }
    }
  }

  /** Fills {@code numbers}; or says what is wrong with the row. */
  private Optional<String> convert(Row row, LabelRule rule, double[] numbers) {
    if (!row.isNullAt(columns.size())) {
      return Optional.of(
          ": %s does not have the %d columns of the file; correct the row"
              .formatted(DataCell.show(row.get(columns.size())), columnsInFile));
    }
    numbers[width - 1] = 1;
    int at = 0;
    for (int k = 0; k < columns.size(); k++) {
      DataColumn column = columns.get(k);
      Optional<String> wrong =
          column.isVector()
              ? vector(column, row.get(k), numbers, at)
              : scalar(column, row.get(k), numbers, at);
      if (wrong.isEmpty()) {
        wrong = meaning(column, rule, numbers, at);
      }
      if (wrong.isPresent()) {
        return wrong.map(what -> ", column '%s': %s".formatted(column.name(), what));
      }
      at += column.numbers();
    }
    return Optional.empty();
  }

  private static Optional<String> scalar(DataColumn column, Object cell, double[] numbers, int at) {
    numbers[at] = DataCell.number(cell);
    return Double.isNaN(numbers[at])
        ? Optional.of(
            "%s is not a finite number; %s".formatted(DataCell.show(cell), remedy(column)))
        : Optional.empty();
  }

  private static Optional<String> vector(DataColumn column, Object cell, double[] numbers, int at) {
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

  private static Optional<String> meaning(
      DataColumn column, LabelRule rule, double[] numbers, int at) {
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
