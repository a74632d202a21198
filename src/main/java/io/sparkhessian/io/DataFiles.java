package io.sparkhessian.io;

import io.sparkhessian.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The files of a data source, opened by Spark but not read.
 *
 * @param frame their rows, with the header lines of CSV files among them
 * @param names of their columns, in file order
 * @param columns of {@code frame}, one a name
 * @param malformed the column of {@code frame} that is not null in a row that could not be split
 *     into columns
 * @param header whether the first row of each file holds the names
 */
record DataFiles(
    Dataset<Row> frame,
    List<String> names,
    List<Column> columns,
    Column malformed,
    boolean header) {
  static final String MALFORMED = "_malformed";

  private static final List<String> FORMATS = List.of("csv", "parquet", "json", "orc", "libsvm");

  static DataFiles open(SparkSession spark, DataSource source) {
    if (!FORMATS.contains(source.format())) {
      throw Failure.input(
          "data.format %s is not one of %s; correct it"
              .formatted(DataCell.show(source.format()), String.join(", ", FORMATS)));
    }
    String path = locate(spark, source.path());
    if (source.format().equals("csv")) {
      return CsvFiles.open(spark, source, path);
    }
    Map<String, String> options = options(source);
    Dataset<Row> frame = spark.read().format(source.format()).options(options).load(path);
    List<String> names = new ArrayList<>(List.of(frame.columns()));
    boolean someMalformed = names.remove(MALFORMED);
    if (names.isEmpty()) {
      throw Failure.input(
          "%s holds no %s records; correct the file, data.format or data.options"
              .formatted(source.path(), source.format()));
    }
    return new DataFiles(
        frame,
        names,
        names.stream().map(name -> frame.col(quoted(name))).toList(),
        someMalformed ? frame.col(MALFORMED) : functions.lit(null).cast("string"),
        false);
  }

  /** The source's options and the ones that keep Spark from passing over what it cannot read. */
  static Map<String, String> options(DataSource source) {
    Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    options.putAll(source.options());
    options.put("mode", "PERMISSIVE");
    options.put("columnNameOfCorruptRecord", MALFORMED);
    options.put("ignoreCorruptFiles", "false");
    options.put("ignoreMissingFiles", "false");
    return options;
  }

  /** The columns that say from where in the files a row comes: path and start of its block. */
  Stream<Column> origin() {
    Column metadata = frame.metadataColumn("_metadata");
    return Stream.of(metadata.getField("file_path"), metadata.getField("file_block_start"));
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /** The path for Spark: this very file if there is one, else the pattern that it is. */
  private static String locate(SparkSession spark, String path) {
    try {
      Path location = new Path(path);
      FileSystem files = location.getFileSystem(spark.sparkContext().hadoopConfiguration());
      if (files.exists(location)) {
        return GlobPaths.literal(path);
      }
      FileStatus[] matches = files.globStatus(location);
      if (matches != null && matches.length > 0) {
        return path;
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
