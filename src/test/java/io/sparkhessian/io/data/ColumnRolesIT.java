package io.sparkhessian.io.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.SparkTestSession;
import io.sparkhessian.evaluate.SampleGroup;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.job.ColumnRoles;
import io.sparkhessian.job.DataFormat;
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
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns in all roles: offsets, columns by name, and keys of strings and whole numbers. */
class ColumnRolesIT {
  private static final long SEED = 20261201;
  private static final int ROWS = 70_000;
  private static final String[] FIRMS = {"zeta", "alpha", "9", " beta"};

  private static final ColumnRoles ROLES =
      new ColumnRoles(
          Optional.empty(),
          List.of("y"),
          List.of("o"),
          List.of("t"),
          List.of("firm", "year"),
          Optional.of("w"));

  private final SparkSession spark = SparkTestSession.get();
  private final List<double[]> rows = new ArrayList<>();

  @TempDir Path directory;

  /** Writes more rows than one group of samples, in three files. */
  @BeforeEach
  void write() throws IOException {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    for (int file = 0; file < 3; file++) {
      StringBuilder text = new StringBuilder("firm,x,o,y,w,year,t\n");
      for (int row = file * ROWS / 3; row < (file + 1) * ROWS / 3; row++) {
        double[] all = {
          random.nextInt(Math.min(FIRMS.length, 1 + row / 100)),
          row,
          random.nextInt(64) / 16.0,
          random.nextInt(9),
          1 + random.nextInt(3),
          2000 + random.nextInt(5),
          random.nextInt(100)
        };
        rows.add(all);
        text.append(FIRMS[(int) all[0]]);
        for (int column = 1; column < all.length; column++) {
          text.append(',').append(column == 5 ? "" + (int) all[column] : "" + all[column]);
        }
        text.append('\n');
      }
      Files.writeString(directory.resolve("part-%d.csv".formatted(file)), text);
    }
  }

  private DataTable read(DataFormat format, Path path, ColumnRoles roles, long maximumBytes) {
    Map<String, String> options =
        format == DataFormat.CSV ? Map.of("header", "true") : Map.<String, String>of();
    return DataReader.open(spark, new DataSpec(path.toString(), format, roles, options))
        .read(LabelRule.real(), true, maximumBytes);
  }

  private void check(DataTable table, List<Samples> parts) {
    assertEquals(List.of("x"), table.featureNames());
    assertEquals(List.of("firm", "year"), List.copyOf(table.keys().keySet()));
    int row = 0;
    for (Samples part : parts) {
      assertEquals(
          List.of("label", "offset", "column t", "key firm", "key year", "weight"),
          List.copyOf(part.rows().keySet()));
      for (int s = 0; s < part.count(); s++) {
        double[] expected = rows.get(row++);
        double[] actual = {
          part.dense().data[s],
          part.rows().get("offset").data[s],
          part.labels().data[s],
          part.weights().data[s],
          part.rows().get("column t").data[s]
        };
        assertArrayEquals(
            new double[] {expected[1], expected[2], expected[3], expected[4], expected[6]}, actual);
        assertEquals(FIRMS[(int) expected[0]].strip(), value(table, "firm", part, s));
        assertEquals("" + (int) expected[5], value(table, "year", part, s));
      }
    }
    assertEquals(ROWS, row);
  }

  private static String value(DataTable table, String key, Samples samples, int row) {
    return table.keys().get(key).get((int) samples.rows().get("key " + key).data[row]);
  }

  @Test
  void rowsKeepTheirRolesBroadcastAndSpread() {
    DataTable here = read(DataFormat.CSV, directory, ROLES, Long.MAX_VALUE);
    check(here, List.of(ReadSamples.of(here)));
    assertEquals(List.of("zeta", "alpha", "9", "beta"), here.keys().get("firm"));

    DataTable spread = read(DataFormat.CSV, directory, ROLES, 1000);
    var data = assertInstanceOf(SampleData.Partitioned.class, spread.data());
    List<Samples> parts = new ArrayList<>();
    for (SampleGroup group : data.groups().collect()) {
      parts.addAll(group.chunks());
    }
    assertTrue(data.groups().getNumPartitions() > 1);
    data.groups().unpersist();
    check(spread, parts);
    assertEquals(here.keys(), spread.keys());
    assertEquals(here.data().shape(), data.shape());
    assertEquals(here.data().digest(), data.digest());
  }

  @Test
  void typedColumnsGiveTheSameSamples() {
    Path parquet = directory.resolve("data.parquet");
    spark
        .read()
        .option("header", "true")
        .schema("firm STRING, x DOUBLE, o DOUBLE, y DOUBLE, w DOUBLE, year INT, t DOUBLE")
        .csv(directory + "/part-*.csv")
        .coalesce(1)
        .sortWithinPartitions("x")
        .write()
        .parquet(parquet.toString());
    DataTable table = read(DataFormat.PARQUET, parquet, ROLES, Long.MAX_VALUE);
    check(table, List.of(ReadSamples.of(table)));

    ColumnRoles fraction = ROLES.withKeys(List.of("t"));
    Failure failure =
        assertThrows(
            Failure.class, () -> read(DataFormat.PARQUET, parquet, fraction, Long.MAX_VALUE));
    assertEquals(
        parquet + ": key column 't' has the type double; convert it to strings or whole numbers",
        failure.getMessage());
  }

  @Test
  void aKeyMayBeAFeatureToo() {
    ColumnRoles roles =
        ColumnRoles.of(List.of("y"), List.of("year", "x"), Optional.empty())
            .withKeys(List.of("year"));
    DataTable table = read(DataFormat.CSV, directory, roles, Long.MAX_VALUE);
    Samples samples = ReadSamples.of(table);
    for (int s = 0; s < samples.count(); s += 997) {
      assertEquals("" + (int) samples.dense().get(s, 0), value(table, "year", samples, s));
    }
  }

  /** Finished results keep their fingerprints: only rows beside label and weight are new. */
  @Test
  void otherRowsChangeTheDigestAndNothingElse() {
    ColumnRoles plain = ColumnRoles.of(List.of("y"), List.of("x"), Optional.of("w"));
    SampleData without = read(DataFormat.CSV, directory, plain, Long.MAX_VALUE).data();
    SampleData with =
        read(DataFormat.CSV, directory, plain.withOffsets(List.of("o")), Long.MAX_VALUE).data();
    assertNotEquals(without.digest(), with.digest());
    assertEquals(without.shape().totalWeight(), with.shape().totalWeight());
    assertEquals(without.shape().bytesOfSample() + 8, with.shape().bytesOfSample());
  }

  @Test
  void wrongCellsAreNamed() throws IOException {
    Path file = directory.resolve("wrong.csv");
    Files.writeString(file, "x,y,o,firm\n1,2,3,a\n1,2,, b\n");
    ColumnRoles offset =
        ColumnRoles.of(List.of("y"), List.of("x"), Optional.empty()).withOffsets(List.of("o"));
    fails(
        "wrong.csv, row 2, column 'o': an empty cell is not a finite number;"
            + " correct it, or leave the row out",
        file,
        offset);
    Files.writeString(file, "x,y,o,firm\n1,2,3,a\n1,2,1, \n");
    fails(
        "wrong.csv, row 2, column 'firm': an empty cell is no key;"
            + " correct it, or leave the row out",
        file,
        offset.withKeys(List.of("firm")));
    fails(
        "wrong.csv, row 1, column 'firm': 'a' is not a finite number;"
            + " correct it, or leave the row out",
        file,
        offset.withOffsets(List.of("firm")));
    fails(
        "wrong.csv has no column 'oo'; the nearest is 'o': correct data.offset;"
            + " the columns are x, y, o, firm",
        file,
        offset.withOffsets(List.of("oo")));
  }

  private void fails(String message, Path file, ColumnRoles roles) {
    Failure failure =
        assertThrows(Failure.class, () -> read(DataFormat.CSV, file, roles, Long.MAX_VALUE));
    assertEquals(directory + "/" + message, failure.getMessage());
    assertEquals(Failure.Kind.INPUT, failure.kind());
  }
}
