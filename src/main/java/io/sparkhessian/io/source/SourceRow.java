package io.sparkhessian.io.source;

import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;

/** A row of a data file as Spark read it; valid until Spark reads the next row. */
public final class SourceRow {
  private final InternalRow row;
  private final DataRecords reader;

  SourceRow(InternalRow row, DataRecords reader) {
    this.row = row;
    this.reader = reader;
  }

  /** Path of the file. */
  public String file() {
    return row.getString(DataRecords.PATH);
  }

  /** Offset in the file, in bytes, of the block that contains the row. */
  public long blockStart() {
    return row.getLong(DataRecords.BLOCK_START);
  }

  /** Returns the records of the row: one, or those of a whole file. */
  public Iterator<DataRecord> records() {
    return reader.read(row);
  }
}
