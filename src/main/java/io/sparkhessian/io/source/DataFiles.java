package io.sparkhessian.io.source;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.GlobPaths;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.job.DataFormat;
import io.sparkhessian.job.DataSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.SparkRuntimeException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;

/** The files of a data source, opened but not read. */
public sealed interface DataFiles permits CsvFiles, TableFiles {
  static DataFiles open(SparkSession spark, DataSpec source) {
    DataOptions.requireKnown(source);
    String path = locate(spark, source);
    DataFiles files = open(spark, source, path);
    SourceFiles found = SourceFiles.of(files.frame());
    found.requireContent(source, spark.sparkContext().hadoopConfiguration());
    if (source.format() == DataFormat.CSV) {
      found.requireNoPartitions(source);
    }
    if (TruncatedLines.FORMATS.contains(source.format())) {
      TruncatedLines.refuse(spark, source, path);
    }
    return files;
  }

  private static DataFiles open(SparkSession spark, DataSpec source, String path) {
    try {
      return source.format() == DataFormat.CSV
          ? CsvFiles.open(spark, source, path)
          : TableFiles.open(spark, source, path);
    } catch (SparkRuntimeException e) {
      if (!e.getCondition().startsWith("CONFLICTING_")) {
        throw e;
      }
      throw Failure.input(
          "%s: its directories do not name the same columns (%s); move the files, or name some with data.path"
              .formatted(source.path(), e.getMessage().lines().findFirst().orElse("")),
          e);
    }
  }

  /** Returns the files as Spark reads them. */
  Dataset<Row> frame();

  /** Returns the names of the columns, in file order. */
  List<String> names();

  /** Returns the types of the columns, in file order. */
  List<DataType> types();

  /** Whether the first record of each file has the names. */
  boolean header();

  /** Returns the number of elements of a cell in a vector column; 0 for other columns. */
  int vectorWidth(int position);

  /** Returns an upper bound of the number of rows, found without a job, or Long.MAX_VALUE. */
  long rowsAtMost(List<DataColumn> columns);

  /** Whether the cells of the column may be sparse vectors. */
  boolean mayBeSparse(int position);

  /** Returns the rows of all files with the given columns, in Spark's partitions. */
  JavaRDD<SourceRow> rows(List<DataColumn> columns);

  /** Returns the source's options, and those that keep Spark from skipping unreadable files. */
  static Map<String, String> options(DataSpec source) {
    Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    options.putAll(source.options());
    options.put("ignoreCorruptFiles", "false");
    options.put("ignoreMissingFiles", "false");
    return options;
  }

  /** Returns the rows of a frame, without the cost of Spark's encoder for each column. */
  static JavaRDD<SourceRow> rows(Dataset<Row> frame, List<Column> columns, DataRecords records) {
    Column metadata = frame.metadataColumn("_metadata");
    List<Column> read = new ArrayList<>();
    read.add(metadata.getField("file_path"));
    read.add(metadata.getField("file_block_start"));
    read.addAll(columns);
    return frame
        .select(read.toArray(Column[]::new))
        .queryExecution()
        .toRdd()
        .toJavaRDD()
        .map(row -> new SourceRow(row, records));
  }

  /** Returns the path for Spark: the file of this name if there is one, else the pattern. */
  private static String locate(SparkSession spark, DataSpec source) {
    String path = source.path();
    try {
      Location location = Location.of(spark.sparkContext().hadoopConfiguration(), path);
      String absolute = location.absolute();
      if (location.files().exists(location.path())) {
        FileStatus root = location.files().getFileStatus(location.path());
        DirectoryListing.check(source, location.files(), List.of(root));
        return GlobPaths.literal(absolute);
      }
      FileStatus[] matches = location.files().globStatus(location.path());
      if (matches != null && matches.length > 0) {
        DirectoryListing.check(source, location.files(), List.of(matches));
        return absolute;
      }
    } catch (IOException | IllegalArgumentException e) {
      throw Failure.input(
          "data.path %s cannot be opened: %s; correct it"
              .formatted(
                  DataCell.show(path),
                  String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
    throw Failure.input(
        ("the data file %s does not exist; correct data.path (relative paths start in the directory"
                + " of the call)")
            .formatted(path));
  }
}
