package io.sparkhessian.io.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparkhessian.Failure;
import io.sparkhessian.SparkTestSession;
import io.sparkhessian.job.ColumnRoles;
import io.sparkhessian.job.DataSpec;
import io.sparkhessian.objective.LabelRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DataReaderFailureIT {
  private static final LabelRule DIGITS = new LabelRule(LabelRule.Kind.CLASSES, 10);

  private final SparkSession spark = SparkTestSession.get();

  @TempDir Path directory;

  private void assertFails(String expected, DataSpec source) {
    Failure failure =
        assertThrows(
            Failure.class, () -> DataReader.open(spark, source).read(DIGITS, true, 1 << 20));
    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertEquals(1, failure.getMessage().lines().count());
    String prefix = directory.toString() + "/";
    assertEquals(expected, failure.getMessage().replace(prefix, ""));
  }

  private DataSpec source(String file, String format) {
    return ReadSamples.spec(
        directory.resolve(file).toString(),
        format,
        List.of("label"),
        List.of(),
        Optional.empty(),
        format.equals("csv") ? Map.of("header", "true") : Map.of());
  }

  private DataSpec csv(String... lines) throws IOException {
    Files.writeString(directory.resolve("d.csv"), String.join("\n", lines) + "\n");
    return source("d.csv", "csv");
  }

  private static DataSpec with(
      DataSpec source, List<String> labels, List<String> features, Optional<String> weight) {
    return source.with(ColumnRoles.of(labels, features, weight));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,abc | d.csv, row 2, column 'x': 'abc' is not a finite number;"
            + " correct it, or leave the column out of data.features",
        "1,NaN | d.csv, row 2, column 'x': 'NaN' is not a finite number;"
            + " correct it, or leave the column out of data.features",
        "1,-Infinity | d.csv, row 2, column 'x': '-Infinity' is not a finite number;"
            + " correct it, or leave the column out of data.features",
        "1, | d.csv, row 2, column 'x': an empty cell is not a finite number;"
            + " correct it, or leave the column out of data.features",
        "1,\"\" | d.csv, row 2, column 'x': an empty cell is not a finite number;"
            + " correct it, or leave the column out of data.features",
        "10,1 | d.csv, row 2, column 'label': 10 is not one of the classes 0 to 9;"
            + " correct it, or leave the row out, or give the objective more classes",
        "0.5,1 | d.csv, row 2, column 'label': 0.5 is not one of the classes 0 to 9;"
            + " correct it, or leave the row out",
        "cat,1 | d.csv, row 2, column 'label': 'cat' is not a finite number;"
            + " correct it, or leave the row out",
        "1 | d.csv, row 2: '1' does not have the 2 columns of the file; correct the row",
        "1,2,3 | d.csv, row 2: '1,2,3' does not have the 2 columns of the file; correct the row",
      })
  void aWrongRowIsNamed(String row, String message) throws IOException {
    assertFails(message, csv("label,x", "1,1", row, "7,oops"));
  }

  @Test
  void extraCellsAreSeenWhenTheFirstColumnsAreChosen() throws IOException {
    assertFails(
        "d.csv, row 1: '1,2,3,4' does not have the 3 columns of the file; correct the row",
        with(csv("label,x,z", "1,2,3,4"), List.of("label"), List.of("x"), Optional.empty()));
  }

  @Test
  void aMissingColumnNamesTheNearest() throws IOException {
    assertFails(
        "d.csv has no column 'lable'; the nearest is 'label': correct data.label;"
            + " the columns are x, label, z",
        with(csv("x,label,z", "1,2,3"), List.of("lable"), List.of(), Optional.empty()));
    assertFails(
        "d.csv has no column 'xx'; the nearest is 'x': correct data.features;"
            + " the columns are x, label, z",
        with(csv("x,label,z", "1,2,3"), List.of("label"), List.of("xx"), Optional.empty()));
  }

  @Test
  void columnsHaveOneUse() throws IOException {
    DataSpec data = csv("x,label", "1,2");
    assertFails(
        "d.csv: column 'label' is named in data.label and in data.features; name it once",
        with(data, List.of("label"), List.of("x", "label"), Optional.empty()));
    assertFails(
        "d.csv: column 'x' is named in data.weight and in data.features; name it once",
        with(data, List.of("label"), List.of("x"), Optional.of("x")));
    assertFails(
        "d.csv: column 'x' is named in data.features twice; name it once",
        with(data, List.of("label"), List.of("x", "x"), Optional.empty()));
    assertFails(
        "d.csv: the objective needs labels; name their column in data.label",
        with(data, List.of(), List.of("x"), Optional.empty()));
  }

  @Test
  void weightsAreNumbersThatAreNotNegative() throws IOException {
    Optional<String> weight = Optional.of("w");
    assertFails(
        "d.csv, row 2, column 'w': the weight -1.0 is negative; correct it, or leave the row out",
        with(csv("w,label", "1,2", "-1,3"), List.of("label"), List.of(), weight));
    assertFails(
        "d.csv, row 1, column 'w': 'nan' is not a finite number; correct it, or leave the row out",
        with(csv("w,label", "nan,2", "-1,3"), List.of("label"), List.of(), weight));
    assertFails(
        "d.csv, column 'w': the weights are all zero; make at least one positive",
        with(csv("w,label", "0,2", "0,3"), List.of("label"), List.of(), weight));
  }

  @Test
  void headersAreChecked() throws IOException {
    assertFails(
        "d.csv: the header names the column 'x' twice; give each column its own name",
        csv("x,label,x", "1,2,3"));
    csv("x,label", "1,2");
    Files.writeString(directory.resolve("e.csv"), "label,x\n2,1\n");
    assertFails(
        "e.csv: column 1 is named 'label' in this header and 'x' in the first file;"
            + " give all files the same header",
        source("*.csv", "csv"));
  }

  @Test
  void theFileOfSeveralAndItsOwnRowAreNamed() throws IOException {
    csv("x,label", "1,2", "3,4");
    Files.writeString(directory.resolve("e.csv"), "x,label\n2,1\n4,5\n6,\n");
    Files.writeString(directory.resolve("f.csv"), "x,label\nworse,1\n" + "1,2\n".repeat(100));
    assertFails(
        "e.csv, row 3, column 'label': an empty cell is not a finite number;"
            + " correct it, or leave the row out",
        source("*.csv", "csv"));
  }

  @Test
  void filesWithoutRowsAreRefused() throws IOException {
    assertFails("d.csv has no rows of data; correct data.path", csv("x,label"));
    assertFails("d.csv has no rows of data; correct data.path", csv());
    Files.writeString(directory.resolve("d.csv"), "");
    assertFails("d.csv has no rows of data; correct data.path", source("d.csv", "csv"));
  }

  @Test
  void missingFilesAndFileSystemsAreNamed() throws IOException {
    assertFails(
        "the data file none.csv does not exist; correct data.path"
            + " (relative paths start in the directory of the call)",
        source("none.csv", "csv"));
    DataSpec hdfs =
        ReadSamples.spec(
            "nowhere://x/y", "csv", List.of("label"), List.of(), Optional.empty(), Map.of());
    assertFails(
        "nowhere://x/y: the class path has no file system for 'nowhere:'; add its Hadoop module",
        hdfs);
  }

  @Test
  void filesOfAnotherFormatAreNamed() throws IOException {
    csv("x,label", "1,2");
    for (String format : List.of("parquet", "orc", "libsvm")) {
      Failure failure =
          assertThrows(
              Failure.class,
              () -> DataReader.open(spark, source("d.csv", format)).read(DIGITS, true, 1 << 20));
      assertEquals(Failure.Kind.INPUT, failure.kind());
      System.out.println(failure.getMessage());
    }
    assertFails(
        "d.csv holds no json records; correct the file, data.format or data.options",
        source("d.csv", "json"));
  }

  static Stream<Arguments> wrongJson() {
    String number = " is not a finite number; correct it, or leave the column out of data.features";
    return Stream.of(
        Arguments.of(
            "{\"x\":1,\"label\":2}\n{\"x\":1,\"label\"\n",
            ": '{\"x\":1,\"label\"' does not have the 2 columns of the file; correct the row"),
        Arguments.of(
            "{\"x\":1,\"label\":2}\n{\"label\":2}\n", ", column 'x': an empty cell" + number),
        Arguments.of(
            "{\"x\":1,\"label\":2}\n{\"x\":\"one\",\"label\":2}\n", ", column 'x': 'one'" + number),
        Arguments.of(
            "{\"x\":[1,2],\"label\":2}\n{\"x\":[1],\"label\":2}\n",
            ", column 'x': 1 numbers where other rows have 2;"
                + " correct it, or leave the column out of data.features"),
        Arguments.of(
            "{\"x\":[1,2.5],\"label\":2}\n{\"x\":[NaN,1],\"label\":2}\n",
            ", column 'x': element 0 of 'ArraySeq(NaN, 1.0)'" + number),
        Arguments.of(
            "{\"x\":[1,2],\"label\":2}\n{\"label\":2}\n",
            ", column 'x': an empty cell;"
                + " correct it, or leave the column out of data.features"));
  }

  @ParameterizedTest
  @MethodSource("wrongJson")
  void wrongJsonIsNamed(String records, String message) throws IOException {
    Files.writeString(directory.resolve("d.json"), records);
    assertFails("d.json, row 2" + message, source("d.json", "json"));
  }

  @Test
  void columnsThatAreNoNumbersAreNamed() {
    spark
        .createDataFrame(
            List.of(RowFactory.create(1.0, java.sql.Date.valueOf("2020-01-01"))),
            new StructType().add("label", DataTypes.DoubleType).add("day", DataTypes.DateType))
        .write()
        .parquet(directory.resolve("d.parquet").toString());
    assertFails(
        "d.parquet: column 'day' has the type date, which is not a number;"
            + " leave it out of data.features or convert it",
        source("d.parquet", "parquet"));
  }
}
