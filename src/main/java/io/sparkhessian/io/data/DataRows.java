package io.sparkhessian.io.data;

import io.sparkhessian.io.source.DataColumn;
import io.sparkhessian.io.source.DataFiles;
import io.sparkhessian.io.source.DataRecord;
import io.sparkhessian.io.source.SourceRow;
import io.sparkhessian.objective.LabelRule;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;

/** Converts the rows of a partition to numbers, up to the first invalid row of each file block. */
final class DataRows implements FlatMapFunction<Iterator<SourceRow>, DataChunk> {
  private static final long serialVersionUID = 1L;

  private final List<DataColumn> columns;
  private final boolean header;
  private final boolean sparse;
  private final int keys;
  private final LabelRule.Kind labelKind;
  private final int labelClasses;

  /**
   * Creates the conversion.
   *
   * @param sparse whether to store the features sparsely
   */
  DataRows(DataFiles files, List<DataColumn> columns, LabelRule rule, boolean sparse) {
    this.sparse = sparse;
    this.keys = RowLayout.of(columns).keys();
    this.columns = List.copyOf(columns);
    this.header = files.header();
    this.labelKind = rule.kind();
    this.labelClasses = rule.classes();
  }

  @Override
  public Iterator<DataChunk> call(Iterator<SourceRow> rows) {
    RowNumbers numbers = new RowNumbers(columns, new LabelRule(labelKind, labelClasses), sparse);
    List<BlockRows> blocks = new ArrayList<>();
    BlockRows block = null;
    while (rows.hasNext()) {
      SourceRow row = rows.next();
      if (block == null || !block.isOf(row.file(), row.blockStart())) {
        DataChunk first =
            new DataChunk(row.file(), row.blockStart(), 0, numbers.width(), keys, sparse);
        block = new BlockRows(first, columns, numbers, header && row.blockStart() == 0);
        blocks.add(block);
      }
      if (!block.failed()) {
        Iterator<DataRecord> found = row.records();
        while (!block.failed() && found.hasNext()) {
          block.add(found.next());
        }
      }
    }
    return blocks.stream().flatMap(BlockRows::chunks).iterator();
  }
}
