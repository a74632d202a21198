package io.sparkhessian.io.npy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparkhessian.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VectorFileTest {
  @TempDir Path directory;

  @Test
  void rowsAreReadInPieces() throws IOException {
    VectorFile file = open(3, "<f8", "False", "(4, 3)", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    assertEquals(4, file.count());
    assertArrayEquals(new long[] {4, 3}, file.shape());
    try (VectorReader reader = file.read()) {
      assertArrayEquals(new double[] {1, 2, 3}, reader.next(1).data);
      assertArrayEquals(new double[] {4, 5, 6, 7, 8, 9}, reader.next(2).data);
      assertArrayEquals(new double[] {10, 11, 12}, reader.next(1).data);
    }
  }

  @Test
  void anArrayWithOneAxisIsASingleVector() throws IOException {
    VectorFile file = open(2, "<f8", "False", "(2,)", 5, 6);
    assertEquals(1, file.count());
    assertArrayEquals(new long[] {2}, file.shape());
    try (VectorReader reader = file.read()) {
      assertArrayEquals(new double[] {5, 6}, reader.next(1).data);
    }
  }

  @Test
  void theDigestDependsOnShapeAndNumbers() throws IOException {
    String little = open(2, "<f8", "False", "(1, 2)", 5, 6).sha256();
    assertEquals(little, open(2, ">f8", "False", "(1, 2)", 5, 6).sha256());
    assertNotEquals(little, open(2, "<f8", "False", "(2,)", 5, 6).sha256());
    assertNotEquals(little, open(2, "<f8", "False", "(1, 2)", 5, 7).sha256());
  }

  static Stream<Arguments> refused() {
    String two = "the objective has 2 parameters; write one vector per row";
    return Stream.of(
        Arguments.of(
            "<f8",
            "False",
            "(2, 3)",
            "has the shape (2, 3), not (k, 2): the objective has"
                + " 2 parameters; transpose it: numpy.save(f, a.T.copy())"),
        Arguments.of("<f8", "False", "(6,)", "has the shape (6,), not (k, 2): " + two),
        Arguments.of("<f8", "False", "(1, 3, 2)", "has the shape (1, 3, 2), not (k, 2): " + two),
        Arguments.of("<f8", "False", "()", "has the shape (), not (k, 2): " + two),
        Arguments.of("<f8", "False", "(0, 2)", "holds 0 vectors; give from 1 to 2147483647"),
        Arguments.of(
            "<f8",
            "True",
            "(3, 2)",
            "is in Fortran order; convert it: numpy.save(f, numpy.ascontiguousarray(a))"),
        Arguments.of(
            "<f4",
            "False",
            "(3, 2)",
            "holds float32, not float64; convert it: numpy.save(f, a.astype('float64'))"),
        Arguments.of(
            "<f8",
            "False",
            "(4, 2)",
            "is truncated: the header declares 8 values in 64 bytes, the file has 48; write it"
                + " again"),
        Arguments.of(
            "<f8",
            "False",
            "(3, 2)",
            "the number in row 2, column 1 (counted from 0) is NaN; give finite numbers"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesOtherArrays(String descr, String fortran, String shape, String message) {
    Failure failure =
        assertThrows(
            Failure.class, () -> open(2, descr, fortran, shape, 1, 2, 3, 4, 5, Double.NaN));
    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertEquals(directory.resolve("v.npy") + ": " + message, failure.getMessage());
  }

  @Test
  void refusesOtherFiles() throws IOException {
    Path text = Files.writeString(directory.resolve("v.csv"), "1,2\n");
    refused(text, "is not a .npy file; write one array with numpy.save(f, a)");
    refused(directory, "is a directory; name a file");
    refused(
        directory.resolve("none.npy"), "no such file; paths are relative to the working directory");
  }

  private static void refused(Path file, String message) {
    Failure failure = assertThrows(Failure.class, () -> open(file, 2));
    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertEquals(file + ": " + message, failure.getMessage());
  }

  private VectorFile open(int size, String descr, String fortran, String shape, double... numbers)
      throws IOException {
    String header =
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }\n".formatted(descr, fortran, shape);
    ByteBuffer bytes =
        ByteBuffer.allocate(10 + header.length() + numbers.length * Double.BYTES)
            .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
            .order(ByteOrder.LITTLE_ENDIAN)
            .putShort((short) header.length())
            .put(header.getBytes(StandardCharsets.US_ASCII))
            .order(descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (double number : numbers) {
      bytes.putDouble(number);
    }
    return open(Files.write(directory.resolve("v.npy"), bytes.array()), size);
  }

  private static VectorFile open(Path file, int size) {
    return VectorFile.open(new Configuration(false), file.toString(), size);
  }
}
