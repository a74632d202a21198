package io.sparkhessian.io.source;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import scala.Function1;

/** One record per row, of typed columns and one more for a malformed record. */
final class TableRecords implements DataRecords {
  private static final long serialVersionUID = 1L;

  private final List<DataType> types;
  private final int columnsInFile;
  private transient List<Function1<Object, Object>> converters;

  TableRecords(List<DataType> types, int columnsInFile) {
    this.types = new ArrayList<>(types);
    this.columnsInFile = columnsInFile;
  }

  @Override
  public Iterator<DataRecord> read(InternalRow row) {
    if (converters == null) {
      converters = types.stream().map(CatalystTypeConverters::createToScalaConverter).toList();
    }
    List<Object> cells = new ArrayList<>(types.size());
    for (int k = 0; k < types.size(); k++) {
      int at = CONTENT + k;
      cells.add(row.isNullAt(at) ? null : converters.get(k).apply(row.get(at, types.get(k))));
    }
    int last = CONTENT + types.size();
    Optional<String> wrong =
        row.isNullAt(last)
            ? Optional.empty()
            : Optional.of(DataRecord.miscounted(row.getUTF8String(last), columnsInFile));
    return List.of(new DataRecord(cells, wrong)).iterator();
  }
}
