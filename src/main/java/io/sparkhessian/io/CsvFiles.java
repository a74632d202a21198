package io.sparkhessian.io;

import io.sparkhessian.Failure;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * CSV files as rows of text.
 *
 * <p>Spark gets neither their header nor a type: so every cell that is no number can be named, and
 * the headers of all the files can be compared.
 */
final class CsvFiles {
  private static final int MOST_COLUMNS = 1_000_000;

  private CsvFiles() {}

  static DataFiles open(SparkSession spark, DataSource source, String path) {
    Map<String, String> options = DataFiles.options(source);
    boolean header = header(options.getOrDefault("header", "false"));
    options.put("header", "false");
    options.put("inferSchema", "false");
    options.put("enforceSchema", "true");
    options.put("columnPruning", "false");
    options.put("maxColumns", Integer.toString(MOST_COLUMNS));
    Row first = firstRow(spark, source, options, path);
    List<String> names = names(source, first, header);

    StructType schema = new StructType();
    for (int column = 0; column < names.size(); column++) {
      schema = schema.add("_c" + column, DataTypes.StringType);
    }
    schema = schema.add(DataFiles.MALFORMED, DataTypes.StringType);
    // Room for the rows that are too long; the parser reserves memory for as many cells.
    options.put("maxColumns", Integer.toString(2 * names.size() + 10_000));
    Dataset<Row> frame = spark.read().options(options).schema(schema).csv(path);
    List<Column> columns =
        IntStream.range(0, names.size()).mapToObj(column -> frame.col("_c" + column)).toList();
    return new DataFiles(frame, names, columns, frame.col(DataFiles.MALFORMED), header);
  }

  private static boolean header(String option) {
    if (option.equalsIgnoreCase("true") || option.equalsIgnoreCase("false")) {
      return Boolean.parseBoolean(option);
    }
    throw Failure.input(
        "data.options.header is %s; set it to true or false".formatted(DataCell.show(option)));
  }

  /** The first row of the first file, in the order of their paths, that has one. */
  private static Row firstRow(
      SparkSession spark, DataSource source, Map<String, String> options, String path) {
    StructType any = new StructType().add("_c0", DataTypes.StringType);
    String[] files = spark.read().options(options).schema(any).csv(path).inputFiles();
    return Stream.of(files)
        .map(file -> new Path(URI.create(file)).toString())
        .sorted()
        .map(file -> spark.read().options(options).csv(GlobPaths.literal(file)))
        .filter(frame -> frame.columns().length > 0)
        .findFirst()
        .map(Dataset::first)
        .orElseThrow(() -> DataReader.noRows(source));
  }

  private static List<String> names(DataSource source, Row first, boolean header) {
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int column = 0; column < first.size(); column++) {
      String name = header && first.get(column) != null ? first.getString(column).strip() : "";
      names.add(name.isEmpty() ? "_c" + column : name);
      if (!seen.add(names.get(column))) {
        throw Failure.input(
            "%s: the header names the column %s twice; give each column a name of its own"
                .formatted(source.path(), DataCell.show(name)));
      }
    }
    return names;
  }
}
