package io.sparkhessian.io.tiles;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;

import java.util.List;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/** Columns of a tile file: six integers, and the values as Spark's {@code array<double>}. */
final class TileSchema {
  static final List<String> INTEGERS =
      List.of("block_row", "block_col", "row_offset", "col_offset", "rows", "cols");
  static final String VALUES = "values";

  static final MessageType SCHEMA = schema();

  private TileSchema() {}

  private static MessageType schema() {
    Types.MessageTypeBuilder columns = Types.buildMessage();
    INTEGERS.forEach(name -> columns.required(INT32).named(name));
    return columns.requiredList().requiredElement(DOUBLE).named(VALUES).named("tile");
  }
}
