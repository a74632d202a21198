package io.sparkhessian.io.source;

import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;

/** Makes the records of the files from the rows that Spark reads, inside a task. */
public sealed interface DataRecords extends Serializable permits CsvRecords, TableRecords {
  /** Where in a row of {@link DataFiles#rows} the path, the block's start and the rest are. */
  int PATH = 0;

  int BLOCK_START = 1;
  int CONTENT = 2;

  /** The records in a row; they are read before the next row is. */
  Iterator<DataRecord> read(InternalRow row);
}
