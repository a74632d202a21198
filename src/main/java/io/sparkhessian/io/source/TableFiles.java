package io.sparkhessian.io.source;

import io.sparkhessian.Failure;
import io.sparkhessian.job.DataSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;

/**
 * Files whose format has columns and types: parquet, json, orc, libsvm.
 *
 * @param malformed the column that is not null in a row that cannot be split into columns
 */
record TableFiles(Dataset<Row> frame, List<String> names, List<DataType> types, Column malformed)
    implements DataFiles {
  private static final String MALFORMED = "_malformed";

  static TableFiles open(SparkSession spark, DataSpec source, String path) {
    Map<String, String> options = DataFiles.options(source);
    options.put("mode", "PERMISSIVE");
    options.put("columnNameOfCorruptRecord", MALFORMED);
    options.put("parquet.page.verify-checksum.enabled", "true");
    Dataset<Row> frame = load(spark, source, options, path);
    List<String> names = new ArrayList<>(List.of(frame.columns()));
    boolean someMalformed = names.remove(MALFORMED);
    if (names.isEmpty()) {
      throw Failure.input(
          "%s holds no %s records; correct the file, data.format or data.options"
              .formatted(source.path(), source.format().word()));
    }
    List<DataType> types =
        Stream.of(frame.schema().fields())
            .filter(field -> !field.name().equals(MALFORMED))
            .map(field -> field.dataType())
            .toList();
    Column malformed =
        someMalformed ? frame.col(MALFORMED) : functions.lit(null).cast(DataTypes.StringType);
    return new TableFiles(frame, names, types, malformed);
  }

  /** Loads the files; Spark lets through a reader's own exception for a damaged file. */
  private static Dataset<Row> load(
      SparkSession spark, DataSpec source, Map<String, String> options, String path) {
    try {
      return spark.read().format(source.format().word()).options(options).load(path);
    } catch (Exception e) {
      if (e instanceof IOException) { // which Scala does not declare
        throw Failure.input(
            "%s cannot be read as %s: %s; correct the file, data.format or data.options"
                .formatted(
                    source.path(),
                    source.format().word(),
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
            e);
      }
      throw e;
    }
  }

  @Override
  public boolean header() {
    return false;
  }

  @Override
  public int vectorWidth(int position) {
    DataType type = types.get(position);
    boolean vector =
        type.equals(SQLDataTypes.VectorType())
            || (type instanceof ArrayType array && array.elementType() instanceof NumericType);
    if (!vector) {
      return 0;
    }
    Column column = column(position);
    List<Row> some = frame.where(column.isNotNull()).select(column).limit(1).collectAsList();
    return some.isEmpty() ? 1 : Math.max(1, DataCell.length(some.get(0).get(0)));
  }

  @Override
  public boolean mayBeSparse(int position) {
    return types.get(position).equals(SQLDataTypes.VectorType());
  }

  @Override
  public long rowsAtMost(List<DataColumn> columns) {
    return Long.MAX_VALUE;
  }

  @Override
  public JavaRDD<SourceRow> rows(List<DataColumn> columns) {
    Stream<Column> read = columns.stream().map(column -> column(column.position()));
    List<DataType> typesOfRecord =
        columns.stream().map(column -> types.get(column.position())).toList();
    return DataFiles.rows(
        frame,
        Stream.concat(read, Stream.of(malformed)).toList(),
        new TableRecords(typesOfRecord, names.size()));
  }

  private Column column(int position) {
    return frame.col("`" + names.get(position).replace("`", "``") + "`");
  }
}
