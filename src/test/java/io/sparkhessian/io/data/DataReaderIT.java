package io.sparkhessian.io.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparkhessian.SparkTestSession;
import io.sparkhessian.job.DataSpec;
import io.sparkhessian.objective.LabelRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataReaderIT {
  private static final LabelRule REAL = new LabelRule(LabelRule.Kind.REAL, 0);
  private static final Map<String, String> HEADER = Map.of("header", "true");

  private final SparkSession spark = SparkTestSession.get();

  @TempDir Path directory;

  private DataTable read(Path path, String format, Map<String, String> options) {
    return read(path, format, List.of("label"), List.of(), Optional.empty(), options);
  }

  private DataTable read(
      Path path,
      String format,
      List<String> labels,
      List<String> features,
      Optional<String> weight,
      Map<String, String> options) {
    DataSpec source = ReadSamples.spec(path.toString(), format, labels, features, weight, options);
    return DataReader.open(spark, source).read(REAL, true, 1 << 20);
  }

  private static double[] features(DataTable table) {
    return ReadSamples.of(table).dense().data;
  }

  private static double[] labels(DataTable table) {
    return ReadSamples.of(table).labels().data;
  }

  @Test
  void csvColumnsComeInFileOrder() throws IOException {
    Path file = directory.resolve("some data[1].csv");
    Files.writeString(file, "b,label, a\n1,2,3\n\n-4.5, 5 ,6e1\n");
    DataTable table = read(file, "csv", HEADER);
    assertEquals(List.of("b", "a"), table.featureNames());
    assertEquals(List.of("label"), table.labelNames());
    assertArrayEquals(new double[] {1, 3, -4.5, 60}, features(table));
    assertArrayEquals(new double[] {2, 5}, labels(table));
    assertArrayEquals(new double[] {1, 1}, ReadSamples.of(table).weights().data);
  }

  @Test
  void csvColumnsAreChosenByName() throws IOException {
    Path file = directory.resolve("data.csv");
    Files.writeString(file, ";na.me;we`ight;text;y2;y1\n0;1;0.5;x;3;4\n1;5;0;y;7;8\n");
    DataTable table =
        read(
            file,
            "csv",
            List.of("y1", "y2"),
            List.of("na.me"),
            Optional.of("we`ight"),
            Map.of("header", "TRUE", "sep", ";"));
    assertEquals(List.of("na.me"), table.featureNames());
    assertEquals(List.of("y1", "y2"), table.labelNames());
    assertArrayEquals(new double[] {1, 5}, features(table));
    assertArrayEquals(new double[] {4, 3, 8, 7}, labels(table));
    assertArrayEquals(new double[] {0.5, 0}, ReadSamples.of(table).weights().data);
  }

  @Test
  void csvWithoutHeaderHasNumberedColumns() throws IOException {
    Path file = directory.resolve("data.csv");
    Files.writeString(file, "1,2\n3,4\n");
    DataTable table = read(file, "csv", List.of("_c0"), List.of(), Optional.empty(), Map.of());
    assertEquals(List.of("_c1"), table.featureNames());
    assertArrayEquals(new double[] {1, 3}, labels(table));
    assertArrayEquals(new double[] {2, 4}, features(table));
  }

  @Test
  void quotedCellsMaySpanLines() throws IOException {
    Path file = directory.resolve("data.csv");
    Files.writeString(file, "x,note,label\n1,\"a\nb, c\",2\n3,d,4\n");
    DataTable table =
        read(
            file,
            "csv",
            List.of("label"),
            List.of("x"),
            Optional.empty(),
            Map.of("header", "true", "multiLine", "true"));
    assertArrayEquals(new double[] {1, 3}, features(table));
  }

  @Test
  void wideCsvIsRead() throws IOException {
    int width = 1_000;
    Path file = directory.resolve("wide.csv");
    String header = String.join(",", IntStream.range(0, width).mapToObj(k -> "x" + k).toList());
    String row = String.join(",", IntStream.range(0, width).mapToObj(Integer::toString).toList());
    Files.writeString(file, header + ",label\n" + row + ",7\n");
    DataTable table = read(file, "csv", HEADER);
    assertEquals(width, table.featureNames().size());
    assertArrayEquals(IntStream.range(0, width).asDoubleStream().toArray(), features(table));
  }

  @ParameterizedTest
  @ValueSource(strings = {"64", "1000", "134217728"})
  void rowsKeepTheOrderOfTheFilesHoweverSparkSplitsThem(String partitionBytes) throws IOException {
    // Large files come first in Spark's own order; here the first by name is the smallest.
    int row = 0;
    for (int file = 0; file < 4; file++) {
      StringBuilder text = new StringBuilder("label,x\n");
      for (int k = 0; k < 30 * (file + 1) * (file + 1); k++, row++) {
        text.append(row).append(',').append(-row).append('\n');
      }
      Files.writeString(directory.resolve("part-" + file + ".csv"), text);
    }
    String key = "spark.sql.files.maxPartitionBytes";
    String before = spark.conf().get(key);
    spark.conf().set(key, partitionBytes);
    try {
      DataTable table = read(directory, "csv", HEADER);
      assertArrayEquals(IntStream.range(0, row).asDoubleStream().toArray(), labels(table));
      assertArrayEquals(
          IntStream.range(0, row).mapToDouble(k -> -k).toArray(), features(table), 0.0);
    } finally {
      spark.conf().set(key, before);
    }
  }

  @Test
  void patternsAndFilesWithoutRowsAreRead() throws IOException {
    Files.writeString(directory.resolve("a.csv"), "x,label\n");
    Files.writeString(directory.resolve("b.csv"), "x,label\n1,2\n");
    Files.writeString(directory.resolve("c.csv"), "x,label\n3,4\n");
    Files.writeString(directory.resolve("d.txt"), "not data");
    DataTable table = read(directory.resolve("*.csv"), "csv", HEADER);
    assertArrayEquals(new double[] {1, 3}, features(table));
  }

  @Test
  void jsonHasNumbersAndBooleans() throws IOException {
    Path file = directory.resolve("data.json");
    Files.writeString(
        file, "{\"x\":1,\"label\":2.5,\"on\":true}\n{\"x\":3,\"label\":-4,\"on\":false}\n");
    DataTable table = read(file, "json", Map.of());
    assertEquals(List.of("on", "x"), table.featureNames());
    assertArrayEquals(new double[] {1, 1, 0, 3}, features(table));
    assertArrayEquals(new double[] {2.5, -4}, labels(table));
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "orc"})
  void typedColumnsAndArraysBecomeNumbers(String format) {
    // ORC itself cuts a column's name at a backtick.
    String odd = format.equals("orc") ? "a.b c" : "a.b `c`";
    StructType schema =
        new StructType()
            .add("label", DataTypes.ByteType)
            .add(odd, DataTypes.createDecimalType(10, 2))
            .add("values", DataTypes.createArrayType(DataTypes.DoubleType))
            .add("big", DataTypes.LongType);
    Path path = directory.resolve("typed");
    spark
        .createDataFrame(
            List.of(
                RowFactory.create(
                    (byte) 1, new java.math.BigDecimal("2.50"), new double[] {3, 4}, 5L),
                RowFactory.create(
                    (byte) -1, new java.math.BigDecimal("6"), new double[] {7, 8}, 9L)),
            schema)
        .coalesce(1)
        .write()
        .format(format)
        .save(path.toString());
    DataTable table = read(path, format, Map.of());
    assertEquals(List.of(odd, "values[0]", "values[1]", "big"), table.featureNames());
    assertArrayEquals(new double[] {2.5, 3, 4, 5, 6, 7, 8, 9}, features(table));
    assertArrayEquals(new double[] {1, -1}, labels(table));
  }

  @Test
  void vectorsOfSparkMlBecomeFeatures() {
    StructType schema =
        new StructType()
            .add("features", SQLDataTypes.VectorType())
            .add("label", DataTypes.DoubleType);
    Path path = directory.resolve("vectors");
    spark
        .createDataFrame(
            List.of(
                RowFactory.create(Vectors.dense(1, 2, 3), 4.0),
                RowFactory.create(Vectors.sparse(3, new int[] {1}, new double[] {5}), 6.0)),
            schema)
        .coalesce(1)
        .write()
        .parquet(path.toString());
    DataTable table = read(path, "parquet", Map.of());
    assertEquals(List.of("features[0]", "features[1]", "features[2]"), table.featureNames());
    assertArrayEquals(new double[] {1, 2, 3, 0, 5, 0}, features(table));
  }

  @Test
  void libsvmHasALabelAndFeatures() throws IOException {
    Path file = directory.resolve("data.libsvm");
    Files.writeString(file, "1 1:0.5 3:2\n-1 2:4\n");
    DataTable table = read(file, "libsvm", Map.of());
    assertEquals(List.of("label"), table.labelNames());
    assertArrayEquals(new double[] {0.5, 0, 2, 0, 4, 0}, features(table));
    assertArrayEquals(new double[] {1, -1}, labels(table));
  }
}
