package io.sparkhessian.io.source;

import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;

/** Makes the records of the files from the rows that Spark reads, in a task. */
public sealed interface DataRecords extends Serializable permits CsvRecords, TableRecords {
  /** Position of the path in a row of {@link DataFiles#rows}; the others follow. */
  int PATH = 0;

  int BLOCK_START = 1;
  int CONTENT = 2;

  /** Returns the records in a row, which have to be read before the next row. */
  Iterator<DataRecord> read(InternalRow row);
}
