package io.sparkhessian.io.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparkhessian.Failure;
import io.sparkhessian.SparkTestSession;
import io.sparkhessian.job.DataSpec;
import io.sparkhessian.objective.LabelRule;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What CSV files and their options mean is what they mean to Spark's own reader. */
class DataReaderCsvIT {
  private static final LabelRule REAL = new LabelRule(LabelRule.Kind.REAL, 0);
  private static final String PARTITION_BYTES = "spark.sql.files.maxPartitionBytes";

  private final SparkSession spark = SparkTestSession.get();

  @TempDir Path directory;

  private DataTable read(String file, long limit, String... options) {
    Map<String, String> all =
        IntStream.range(0, options.length / 2)
            .boxed()
            .collect(Collectors.toMap(k -> options[2 * k], k -> options[2 * k + 1]));
    all.putIfAbsent("header", "true");
    DataSpec source =
        ReadSamples.spec(
            directory.resolve(file).toString(),
            "csv",
            List.of("label"),
            List.of(),
            Optional.empty(),
            all);
    return DataReader.open(spark, source).read(REAL, true, limit);
  }

  private DataTable read(String text, Charset charset, String... options) throws IOException {
    Files.writeString(directory.resolve("d.csv"), text, charset);
    return read("d.csv", 1 << 20, options);
  }

  private DataTable read(String text, String... options) throws IOException {
    return read(text, StandardCharsets.UTF_8, options);
  }

  private void assertFails(String expected, String text, Charset charset, String... options) {
    Failure failure = assertThrows(Failure.class, () -> read(text, charset, options));
    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertEquals(expected, failure.getMessage().replace(directory + "/", ""));
  }

  private static void assertNumbers(DataTable table, double[] labels, double... features) {
    assertArrayEquals(labels, ReadSamples.of(table).labels().data);
    assertArrayEquals(features, ReadSamples.of(table).dense().data);
  }

  @Test
  void twentyThousandColumnsAreRead() throws IOException {
    int width = 20_000;
    String names =
        IntStream.range(0, width).mapToObj(k -> "x" + k).collect(Collectors.joining(","));
    String row =
        IntStream.range(0, width).mapToObj(Integer::toString).collect(Collectors.joining(","));
    DataTable table = read(names + ",label\n" + row + ",7\n" + row + ",8\n");
    assertEquals(width, table.featureNames().size());
    assertArrayEquals(new double[] {7, 8}, ReadSamples.of(table).labels().data);
    assertArrayEquals(
        IntStream.range(0, 2 * width).mapToDouble(k -> k % width).toArray(),
        ReadSamples.of(table).dense().data);
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "true"})
  void separatorQuoteAndCommentMayBeOthers(String multiLine) throws IOException {
    DataTable table =
        read(
            "# made by hand\n\n'x|1'|label\n# again\n1|'2'\n\n 3 |4",
            "sep",
            "|",
            "quote",
            "'",
            "comment",
            "#",
            "multiLine",
            multiLine);
    assertEquals(List.of("x|1"), table.featureNames());
    assertNumbers(table, new double[] {2, 4}, 1, 3);
  }

  @Test
  void separatorsMayBeLongAndLinesMayEndOtherwise() throws IOException {
    assertNumbers(
        read("x||label;1||2;3||4;", "sep", "||", "lineSep", ";"), new double[] {2, 4}, 1, 3);
    assertNumbers(
        read("x\tlabel\r\n1\t2\r\n3\t4\r\n", "delimiter", "\\t"), new double[] {2, 4}, 1, 3);
  }

  @ParameterizedTest
  @CsvSource({"ISO-8859-1,false", "ISO-8859-1,true", "UTF-16LE,true", "UTF-16,true", "UTF-8,false"})
  void encodingsAreDecoded(String encoding, String multiLine) throws IOException {
    DataTable table =
        read(
            "größe,label\n1,2\n",
            Charset.forName(encoding),
            "encoding",
            encoding,
            "multiLine",
            multiLine);
    assertEquals(List.of("größe"), table.featureNames());
    assertNumbers(table, new double[] {2}, 1);
  }

  @Test
  void linesOfWideCharactersAreRefused() {
    assertFails(
        "data.options.encoding UTF-16LE cannot be split into lines; set data.options.multiLine to"
            + " true, or convert the files to UTF-8",
        "x,label\n1,2\n",
        StandardCharsets.UTF_16LE,
        "encoding",
        "UTF-16LE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "true"})
  void aByteOrderMarkIsNoPartOfAName(String multiLine) throws IOException {
    DataTable table = read("\uFEFFx,label\n1,2\n", "multiLine", multiLine);
    assertEquals(List.of("x"), table.featureNames());
    assertNumbers(table, new double[] {2}, 1);
  }

  @Test
  void compressedFilesAreReadAndCounted() throws IOException {
    Path file = directory.resolve("d.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("x,label\n1,2\n\n3,4\n".getBytes(StandardCharsets.UTF_8));
    }
    assertNumbers(read("d.csv.gz", 48), new double[] {2, 4}, 1, 3);
    assertInstanceOf(SampleData.Partitioned.class, read("d.csv.gz", 47).data());
    Files.writeString(file, "no archive");
    Failure failure = assertThrows(Failure.class, () -> read("d.csv.gz", 48));
    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertEquals(1, failure.getMessage().lines().count());
  }

  @Test
  void recordsOfSeveralLinesAreCountedAndNamed() throws IOException {
    String text = "x,\"the\nlabel\",label\n1,\"\n\n\n\n\n\n\n\n\n\n3\",2\n3,4,4\n";
    Files.writeString(directory.resolve("d.csv"), text);
    assertNumbers(read("d.csv", 64, "multiLine", "true"), new double[] {2, 4}, 1, 3, 3, 4);
    assertInstanceOf(SampleData.Partitioned.class, read("d.csv", 63, "multiLine", "true").data());
    assertFails(
        "d.csv, row 2: '3,\" 4\"' does not have the 3 columns of the file; correct the row",
        text.replace("3,4,4", "3,\"\n4\""),
        StandardCharsets.UTF_8,
        "multiLine",
        "true");
  }

  @Test
  void rowsAreCountedWithoutBlankLinesAndComments() {
    assertFails(
        "d.csv, row 2, column 'x': an empty cell is not a finite number;"
            + " correct it, or leave the column out of data.features",
        "x,label\n\n1,2\n   \n#\nNA,4\n",
        StandardCharsets.UTF_8,
        "comment",
        "#",
        "nullValue",
        "NA");
    assertFails(
        "d.csv, row 1: '123456,2' cannot be split into 2 cells; correct the row or data.options",
        "x,label\n123456,2\n",
        StandardCharsets.UTF_8,
        "maxCharsPerColumn",
        "5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "64", "134217728"})
  void rowsAreTheSameHoweverFilesAreSplitAndListed(String partitionBytes) throws IOException {
    String header = "\"a name that is longer than a block, at least in the first case\",label\r\n";
    for (int file = 0; file < 3; file++) {
      StringBuilder text = new StringBuilder(header);
      for (int k = 0; k < 10 + 20 * file; k++) {
        text.append(100 * file + k).append(k % 3 == 0 ? ",\"1\"\r\n\r\n" : ",1\r\n");
      }
      Files.writeString(directory.resolve("part " + file + ".csv"), text);
    }
    String before = spark.conf().get(PARTITION_BYTES);
    spark.conf().set(PARTITION_BYTES, partitionBytes);
    try {
      double[] expected =
          IntStream.range(0, 300)
              .filter(k -> k % 100 < 10 + k / 100 * 20)
              .asDoubleStream()
              .toArray();
      assertArrayEquals(expected, ReadSamples.of(read("", 1 << 20)).dense().data);
    } finally {
      spark.conf().set(PARTITION_BYTES, before);
    }
  }

  @Test
  void aHeaderBehindTheFirstBlockIsRefused() {
    String before = spark.conf().get(PARTITION_BYTES);
    spark.conf().set(PARTITION_BYTES, "10");
    try {
      assertFails(
          "d.csv: it starts with blank lines or comments; make the header the first line",
          "# twenty characters and more\nx,label\n1,2\n",
          StandardCharsets.UTF_8,
          "comment",
          "#");
    } finally {
      spark.conf().set(PARTITION_BYTES, before);
    }
  }
}
