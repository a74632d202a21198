package io.sparkhessian.io.data;

import io.sparkhessian.io.source.DataColumn;
import io.sparkhessian.io.source.DataRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Collects the records of one block of a file in chunks, up to the first invalid record. */
final class BlockRows {
  private final List<DataColumn> columns;
  private final RowNumbers numbers;
  private final List<DataChunk> chunks = new ArrayList<>();
  private DataChunk last;
  private boolean headerAhead;

  /**
   * Starts with an empty chunk.
   *
   * @param headerAhead whether the next record is a header
   */
  BlockRows(DataChunk first, List<DataColumn> columns, RowNumbers numbers, boolean headerAhead) {
    this.columns = columns;
    this.numbers = numbers;
    this.headerAhead = headerAhead;
    this.last = first;
    chunks.add(first);
  }

  boolean isOf(String file, long blockStart) {
    return last.isOf(file, blockStart);
  }

  boolean failed() {
    return last.error() != null;
  }

  void add(DataRecord record) {
    if (headerAhead) {
      headerAhead = false;
      checkHeader(record);
      return;
    }
    if (last.isFull()) {
      last = last.next();
      chunks.add(last);
    }
    Optional<String> wrong = numbers.take(record, last.sparse(), last.keys());
    if (wrong.isPresent()) {
      last.fail(wrong.get());
    } else {
      last.add(numbers.values());
    }
  }

  private void checkHeader(DataRecord record) {
    for (int k = 0; k < columns.size(); k++) {
      DataColumn column = columns.get(k);
      Object found = record.cells().get(k);
      String name = found == null ? "" : found.toString().strip();
      if (name.isEmpty()) {
        name = "_c" + column.position();
      }
      if (!name.equals(column.name())) {
        last.failInHeader(
            "column %d is named '%s' in this header and '%s' in the first file; give all files the same header"
                .formatted(column.position() + 1, name, column.name()));
        return;
      }
    }
  }

  Stream<DataChunk> chunks() {
    if (headerAhead) {
      last.lackHeader();
    }
    return chunks.stream().map(DataChunk::trimmed);
  }
}
