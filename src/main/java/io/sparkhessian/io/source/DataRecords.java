package io.sparkhessian.io.source;

import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;

/** Splits the rows that Spark reads into records, in a task. */
sealed interface DataRecords extends Serializable permits CsvRecords, TableRecords {
  /** Position of the path in a row of Spark; the block's start and the content follow. */
  int PATH = 0;

  int BLOCK_START = 1;
  int CONTENT = 2;

  /** Returns the records of a row; valid until Spark reads the next row. */
  Iterator<DataRecord> read(InternalRow row);
}
