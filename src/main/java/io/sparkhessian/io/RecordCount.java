package io.sparkhessian.io;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;

/** Counts the records of a partition. */
final class RecordCount implements FlatMapFunction<Iterator<InternalRow>, Long> {
  private static final long serialVersionUID = 1L;

  private final DataRecords records;

  RecordCount(DataRecords records) {
    this.records = records;
  }

  @Override
  public Iterator<Long> call(Iterator<InternalRow> rows) {
    long count = 0;
    while (rows.hasNext()) {
      Iterator<DataRecord> found = records.read(rows.next());
      while (found.hasNext()) {
        found.next();
        count++;
      }
    }
    return List.of(count).iterator();
  }
}
