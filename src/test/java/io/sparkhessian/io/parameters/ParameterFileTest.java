package io.sparkhessian.io.parameters;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparkhessian.Failure;
import io.sparkhessian.io.npy.NpyWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterFileTest {
  private final Configuration configuration = new Configuration(false);

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name,value\nw,1.5\nb,-2e-3\n",
        "name,value\r\nw,1.5\r\nb,-2e-3\r\n",
        "\uFEFFname,value\nw,1.5\nb,-2e-3",
        "name,value\n\n w , 1.5 \n\"b\",\"-2e-3\"\n\n",
        "index,name,value\n0,w,1.5\n1,b,-2e-3\n"
      })
  void readsNamesAndValues(String csv) throws IOException {
    ParameterVector vector = csv(csv);

    assertArrayEquals(new double[] {1.5, -2e-3}, vector.values());
    assertEquals(Optional.of(List.of("w", "b")), vector.names());
  }

  @Test
  void namesMayContainAnyCharacter() throws IOException {
    assertEquals(
        Optional.of(List.of("w[0,1]", "say \"x\"", "#a", "two\nlines")),
        csv("name,value\n\"w[0,1]\",1\n\"say \"\"x\"\"\",2\n#a,3\n\"two\nlines\",4\n").names());
  }

  @Test
  void writtenValuesReadBackToTheSameBits() throws IOException {
    List<String> names = List.of("w[0,1]", "a \"b\"", " spaces ", "#", "θ", "two\nlines", "plain");
    double[] values = {0.1, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, 1.0 / 3, 1e22, -4};
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ParameterFile.write(out, names, values);

    ParameterVector again = csv(out.toString(StandardCharsets.UTF_8));

    assertEquals(Optional.of(names), again.names());
    assertArrayEquals(values, again.values());
  }

  @Test
  void writesIndexNameValue() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ParameterFile.write(out, List.of("w[0,1]", "b"), new double[] {0.5, 2});

    assertEquals(
        "index,name,value\n0,\"w[0,1]\",0.5\n1,b,2.0\n", out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void manyParametersAreRead() throws IOException {
    StringBuilder csv = new StringBuilder("name,value\n");
    for (int i = 0; i < 5000; i++) {
      csv.append("p").append(i).append(',').append(i).append('\n');
    }
    ParameterVector vector = csv(csv.toString());

    assertEquals(5000, vector.values().length);
    assertEquals(4999.0, vector.values()[4999]);
  }

  static List<Arguments> refusedTables() {
    return List.of(
        Arguments.of("", 1, "the header must be name,value, not ''"),
        Arguments.of("w,1.5\n", 1, "the header must be name,value, not 'w,1.5'"),
        Arguments.of("Name;Value\n", 1, "the header must be name,value, not 'Name;Value'"),
        Arguments.of("name,value\n", 1, "holds a header but no parameters; give at least one"),
        Arguments.of("name,value\nw,1\nb,abc\n", 3, "the value of 'b' is 'abc', not a number"),
        Arguments.of("name,value\nw,\n", 2, "the value of 'w' is '', not a number"),
        Arguments.of("name,value\nw,1f\n", 2, "the value of 'w' is '1f', not a number"),
        Arguments.of("name,value\nw,0x1p3\n", 2, "the value of 'w' is '0x1p3', not a number"),
        Arguments.of(
            "name,value\n\nw,1\nb,2\nw,3\n",
            5,
            "the name 'w' was used on line 3; names must be unique"),
        Arguments.of("name,value\n,1\n", 2, "the name is missing"),
        Arguments.of(
            "name,value\nw[0,1],1\n",
            2,
            "has 3 columns, the header has 2; quote names that contain a comma"),
        Arguments.of(
            "name,value\nw\n",
            2,
            "has 1 columns, the header has 2; quote names that contain a comma"),
        Arguments.of(
            "index,name,value\n0,w,1\n2,b,1\n",
            3,
            "the index is '2', but 1 comes next; keep the rows in order"),
        Arguments.of(
            "name,value\n\"two\nlines\",1\nb,x\n", 4, "the value of 'b' is 'x', not a number"),
        Arguments.of(
            "name,value\nw,1\n\"a\"b,2\n",
            3,
            "not a row of comma-separated values; quote a name as \"a \"\"quoted\"\" name\""),
        Arguments.of(
            "name,value\n" + ",".repeat(9999) + "\n",
            2,
            "not a row of comma-separated values; quote a name as \"a \"\"quoted\"\" name\""));
  }

  @ParameterizedTest
  @MethodSource("refusedTables")
  void refusesTheTable(String csv, int line, String complaint) {
    Failure failure = assertThrows(Failure.class, () -> csv(csv));

    assertEquals(
        directory.resolve("theta.csv") + ":" + line + ": " + complaint, failure.getMessage());
    assertEquals(Failure.Kind.INPUT, failure.kind());
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "nan", "-inf", "Infinity", "1e999"})
  void refusesNumbersThatAreNotFinite(String value) {
    Failure failure = assertThrows(Failure.class, () -> csv("name,value\nw," + value + "\n"));

    assertEquals(
        "%s:2: the value of 'w' is %s; give finite parameters"
            .formatted(directory.resolve("theta.csv"), value),
        failure.getMessage());
    assertEquals(Failure.Kind.NUMBERS, failure.kind());
  }

  @Test
  void readsNpyWithoutNames() throws IOException {
    ParameterVector vector = npy(1, 2, 3);

    assertArrayEquals(new double[] {1, 2, 3}, vector.values());
    assertEquals(Optional.empty(), vector.names());
  }

  @Test
  void namesTheParameterThatIsNotFinite() {
    Failure failure = assertThrows(Failure.class, () -> npy(1, Double.NaN, 3));

    assertEquals(
        directory.resolve("theta.npy")
            + ": parameter 1 (counted from 0) is NaN; give finite parameters",
        failure.getMessage());
    assertEquals(Failure.Kind.NUMBERS, failure.kind());
  }

  @Test
  void refusesAnEmptyNpy() {
    Failure failure = assertThrows(Failure.class, () -> npy());
    assertEquals(
        directory.resolve("theta.npy") + ": holds no parameters; give at least one",
        failure.getMessage());
  }

  @Test
  void refusesOtherFilesAndPlaces() throws IOException {
    Files.createDirectory(directory.resolve("d.npy"));
    assertRefused(directory + "/theta.pt", ": a parameter file must be .npy or .csv; convert it");
    assertRefused(
        directory + "/none.npy", ": no such file; paths are relative to the working directory");
    assertRefused("none.csv", ": no such file; paths are relative to the working directory");
    assertRefused(directory + "/d.npy", ": is a directory; name a file");
    assertRefused(
        "nowhere://x/y.npy",
        ": the class path has no file system for 'nowhere:'; add its Hadoop module");
  }

  private void assertRefused(String file, String complaint) {
    Failure failure = assertThrows(Failure.class, () -> ParameterFile.read(configuration, file));
    assertEquals(file + complaint, failure.getMessage());
    assertEquals(Failure.Kind.INPUT, failure.kind());
  }

  private ParameterVector csv(String content) throws IOException {
    Path file = Files.writeString(directory.resolve("theta.csv"), content);
    return ParameterFile.read(configuration, file.toString());
  }

  private ParameterVector npy(double... values) throws IOException {
    Path file = directory.resolve("theta.npy");
    OutputStream out = Files.newOutputStream(file);
    try (NpyWriter writer = new NpyWriter(out, values.length)) {
      writer.write(values);
    }
    return ParameterFile.read(configuration, file.toString());
  }
}
