package io.sparkhessian.io.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.SparkTestSession;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.SampleGroup;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.job.DataSpec;
import io.sparkhessian.objective.LabelRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionedAssemblyIT {
  private static final long SEED = 20261124;
  private static final String PARTITION_BYTES = "spark.sql.files.maxPartitionBytes";

  /** More than two groups of samples with three numbers. */
  private static final int ROWS = 140_000;

  private final SparkSession spark = SparkTestSession.get();

  @TempDir Path directory;

  private void write(int files, int wrongRow) throws IOException {
    Random random = new Random(SEED);
    for (int file = 0; file < files; file++) {
      StringBuilder text = new StringBuilder("x,label,w\n");
      for (int row = file * ROWS / files; row < (file + 1) * ROWS / files; row++) {
        text.append(row == wrongRow ? "a" : random.nextInt(1000)).append(',');
        text.append(row).append(',').append(random.nextInt(9) / 8.0).append('\n');
      }
      Files.writeString(directory.resolve("part-%02d.csv".formatted(file)), text);
    }
  }

  private DataTable read(long maximumBytes, String partitionBytes) {
    DataSpec source =
        ReadSamples.spec(
            directory.toString(),
            "csv",
            List.of("label"),
            List.of(),
            Optional.of("w"),
            Map.of("header", "true"));
    String before = spark.conf().get(PARTITION_BYTES);
    spark.conf().set(PARTITION_BYTES, partitionBytes);
    try {
      return DataReader.open(spark, source).read(LabelRule.real(), true, maximumBytes);
    } finally {
      spark.conf().set(PARTITION_BYTES, before);
    }
  }

  @Test
  void groupsHoldTheRowsInOrderHoweverTheFilesAreSplit() throws IOException {
    System.out.println("seed " + SEED);
    write(3, -1);
    DataTable here = read(Long.MAX_VALUE, "64m");
    Samples all = ReadSamples.of(here);
    List<List<Samples>> expected = Grouping.of(all).of(all.chunks(Grouping.CHUNK));
    assertEquals(3, expected.size());
    for (String split : List.of("64m", "100k", "37k")) {
      DataTable table = read(1000, split);
      var spread = assertInstanceOf(SampleData.Partitioned.class, table.data());
      assertEquals(here.data().shape(), spread.shape());
      assertEquals(here.data().digest(), spread.digest());
      assertEquals(here.featureNames(), table.featureNames());
      List<SampleGroup> groups = spread.groups().collect();
      for (int g = 0; g < expected.size(); g++) {
        assertEquals(g, groups.get(g).index());
        assertSame(expected.get(g), groups.get(g).chunks());
      }
      spread.groups().unpersist();
    }
  }

  /** The rows of the second group have 100 numbers each, those of the first one have 1. */
  @Test
  void theLargestGroupIsMeasured() throws IOException {
    String wide =
        IntStream.rangeClosed(1, 100).mapToObj(k -> " " + k + ":1").collect(Collectors.joining());
    Path file = directory.resolve("skewed.txt");
    Files.writeString(file, "0 1:1\n".repeat(65_536) + ("1" + wide + "\n").repeat(4000));
    DataSpec source =
        ReadSamples.spec(
            file.toString(),
            "libsvm",
            List.of("label"),
            List.of(),
            Optional.empty(),
            Map.of("numFeatures", "100"));
    DataTable table = DataReader.open(spark, source).read(LabelRule.real(), true, 1000);
    var spread = assertInstanceOf(SampleData.Partitioned.class, table.data());
    assertEquals(4000 * (100 * 12 + 4 + 16), spread.largestGroup());
    spread.groups().unpersist();
  }

  private static void assertSame(List<Samples> expected, List<Samples> actual) {
    assertEquals(expected.size(), actual.size());
    for (int c = 0; c < expected.size(); c++) {
      assertArrayEquals(expected.get(c).dense().data, actual.get(c).dense().data);
      assertArrayEquals(expected.get(c).labels().data, actual.get(c).labels().data);
      assertArrayEquals(expected.get(c).weights().data, actual.get(c).weights().data);
    }
  }

  @Test
  void theFirstWrongRowIsNamed() throws IOException {
    write(2, 100_000);
    List<String> messages = new ArrayList<>();
    for (long maximum : new long[] {Long.MAX_VALUE, 1000}) {
      messages.add(assertThrows(Failure.class, () -> read(maximum, "100k")).getMessage());
    }
    assertTrue(messages.get(0).contains("part-01.csv, row 30001, column 'x'"), messages::toString);
    assertEquals(messages.get(0), messages.get(1));
  }
}
