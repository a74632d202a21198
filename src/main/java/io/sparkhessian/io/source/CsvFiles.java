package io.sparkhessian.io.source;

import io.sparkhessian.Failure;
import io.sparkhessian.job.DataSpec;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.jdk.javaapi.CollectionConverters;

/**
 * CSV files, read as lines or whole files of text, which {@link CsvRecords} splits into cells. So a
 * message can name each wrong cell, and the headers of all files are compared.
 *
 * @param header whether the first record of each file has the names of the columns
 * @param bytes of all the files; -1 if some of them are compressed
 */
record CsvFiles(
    Dataset<Row> frame,
    CSVOptions options,
    List<String> names,
    boolean header,
    int fileCount,
    long bytes)
    implements DataFiles {
  private static final int MOST_COLUMNS = 1_000_000;

  static CsvFiles open(SparkSession spark, DataSpec source, String path) {
    Map<String, String> given = DataFiles.options(source);
    boolean header = header(given.getOrDefault("header", "false"));
    given.put("maxColumns", Integer.toString(MOST_COLUMNS));
    CSVOptions options =
        new CSVOptions(
            scala.collection.immutable.Map.from(CollectionConverters.asScala(given)), false, "UTC");
    requireLines(options);
    given.put("wholetext", Boolean.toString(options.multiLine()));
    given.put("encoding", options.charset());
    Dataset<Row> frame = spark.read().format("text").options(given).load(path);
    String[] files = frame.inputFiles();
    Arrays.sort(files);
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    List<String> first =
        CsvFirstRecord.find(hadoop, options, List.of(files)).orElseThrow(() -> source.noRows());
    return new CsvFiles(
        frame,
        options,
        names(source, first, header),
        header,
        files.length,
        bytes(frame, files, hadoop));
  }

  private static boolean header(String option) {
    if (option.equalsIgnoreCase("true") || option.equalsIgnoreCase("false")) {
      return Boolean.parseBoolean(option);
    }
    throw Failure.input(
        "data.options.header is %s; set it to true or false".formatted(DataCell.show(option)));
  }

  /** Refuses encodings that change ASCII: Spark finds the ends of lines among the bytes. */
  private static void requireLines(CSVOptions options) {
    String ascii = "0123456789,;\t\r\n";
    byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
    if (!options.multiLine()
        && !ascii.equals(new String(bytes, Charset.forName(options.charset())))) {
      throw Failure.input(
          ("data.options.encoding %s cannot be split into lines; set data.options.multiLine to true, or"
                  + " convert the files to UTF-8")
              .formatted(options.charset()));
    }
  }

  private static List<String> names(DataSpec source, List<String> first, boolean header) {
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int column = 0; column < first.size(); column++) {
      String name = header && first.get(column) != null ? first.get(column).strip() : "";
      names.add(name.isEmpty() ? "_c" + column : name);
      if (!seen.add(names.get(column))) {
        throw Failure.input(
            "%s: the header names the column %s twice; give each column its own name"
                .formatted(source.path(), DataCell.show(name)));
      }
    }
    return names;
  }

  private static long bytes(Dataset<Row> frame, String[] files, Configuration hadoop) {
    CompressionCodecFactory codecs = new CompressionCodecFactory(hadoop);
    boolean compressed =
        Arrays.stream(files).anyMatch(file -> codecs.getCodec(new Path(file)) != null);
    return compressed
        ? -1
        : frame.queryExecution().optimizedPlan().stats().sizeInBytes().longValue();
  }

  @Override
  public List<DataType> types() {
    return Collections.nCopies(names.size(), DataTypes.StringType);
  }

  @Override
  public int vectorWidth(int position) {
    return 0;
  }

  /** A row has at least one byte in each column that is read, and one after each column. */
  @Override
  public long rowsAtMost(List<DataColumn> columns) {
    return bytes < 0 ? Long.MAX_VALUE : (bytes + fileCount) / (names.size() + columns.size());
  }

  @Override
  public boolean mayBeSparse(int position) {
    return false;
  }

  @Override
  public JavaRDD<SourceRow> rows(List<DataColumn> columns) {
    int[] positions = columns.stream().mapToInt(DataColumn::position).toArray();
    return DataFiles.rows(
        frame,
        List.of(frame.col("value").cast(DataTypes.BinaryType)),
        new CsvRecords(options, names.size(), positions));
  }
}
