package io.sparkhessian.io.npy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.Location;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {
  private static final String AGAIN = "; write it again";
  private static final String DAMAGED =
      ": its .npy header is damaged; write the file again with numpy.save(f, a)";

  @TempDir Path directory;

  /** The bytes of {@code numpy.save(f, numpy.array([1.5, -2.0]))} in NumPy 2.4.6. */
  private static final String NUMPY_VECTOR =
      "934e554d5059010076007b276465736372273a20273c6638272c2027666f727472616e5f6f72646572273a20"
          + "46616c73652c20277368617065273a2028322c292c207d"
          + "20".repeat(60)
          + "0a"
          + "000000000000f83f00000000000000c0";

  @Test
  void readsWhatNumPyWrites() throws IOException {
    assertArrayEquals(new double[] {1.5, -2.0}, read(HexFormat.of().parseHex(NUMPY_VECTOR)));
  }

  @Test
  void writesTheBytesOfNumPy() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (NpyWriter writer = new NpyWriter(out, 2)) {
      writer.write(new double[] {9, 1.5, -2.0, 9}, 1, 2);
    }
    assertEquals(NUMPY_VECTOR, HexFormat.of().formatHex(out.toByteArray()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void readsEveryVersionAndByteOrder(int version) throws IOException {
    String header = "{'descr':'>f8', 'shape':(1,),'fortran_order': False}\n";
    byte[] body = ByteBuffer.allocate(8).putDouble(Math.PI).array();

    assertArrayEquals(new double[] {Math.PI}, read(file(version, header, body)));
  }

  @Test
  void vectorsLargerThanTheBufferReadBackToTheSameBits() throws IOException {
    double[] values = new double[(1 << 18) + 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.sin(i) * 1e-300;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (NpyWriter writer = new NpyWriter(out, values.length)) {
      writer.write(values, 0, 7);
      writer.write(values, 7, values.length - 7);
    }
    assertArrayEquals(values, read(out.toByteArray()));
  }

  @Test
  void aMatrixHasTwoAxesInItsHeader() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (NpyWriter writer = new NpyWriter(out, 2, 3)) {
      writer.write(new double[6]);
    }
    String text = out.toString(StandardCharsets.ISO_8859_1).substring(10);
    assertEquals(
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }",
        text.substring(0, 118).strip());
    assertEquals(128 + 48, out.size());
  }

  @Test
  void theWriterRequiresItsShape() throws IOException {
    NpyWriter few = new NpyWriter(new ByteArrayOutputStream(), 2, 2);
    few.write(new double[3]);
    assertEquals(
        "3 of 4 values written",
        assertThrows(IllegalStateException.class, few::close).getMessage());
    few.close();

    try (NpyWriter many = new NpyWriter(new ByteArrayOutputStream(), 2)) {
      many.write(new double[2]);
      assertEquals(
          "1 values after 2 of 2",
          assertThrows(IllegalStateException.class, () -> many.write(new double[1])).getMessage());
    }
  }

  static Stream<Arguments> refused() {
    byte[] two = new byte[16];
    return Stream.of(
        Arguments.of(
            numpy("<f4", "False", "(4,)", two),
            ": holds float32, not float64; convert it: numpy.save(f, a.astype('float64'))"),
        Arguments.of(
            numpy("|O", "False", "(2,)", two),
            ": holds Python objects, not float64; convert it: numpy.save(f, a.astype('float64'))"),
        Arguments.of(
            numpy("<U7", "False", "(2,)", two),
            ": holds the dtype 'U7', not float64; convert it: numpy.save(f, a.astype('float64'))"),
        Arguments.of(
            file(1, "{'descr': [('x', '<f8')], 'fortran_order': False, 'shape': (2,)}", two),
            ": holds structured records, not float64; save a field: numpy.save(f, a['x'])"),
        Arguments.of(
            numpy("<f8", "True", "(1, 2)", two),
            ": has the shape (1, 2), but a vector has one axis; convert it: numpy.save(f,"
                + " a.ravel())"),
        Arguments.of(
            numpy("<f8", "False", "()", two),
            ": has the shape (), but a vector has one axis; convert it: numpy.save(f, a.ravel())"),
        Arguments.of(
            numpy("<f8", "False", "(3,)", two),
            ": is truncated: the header declares 3 values in 24 bytes, the file has 16" + AGAIN),
        Arguments.of(
            numpy("<f8", "False", "(1,)", two),
            ": is too long: the header declares 1 values in 8 bytes, the file has 16" + AGAIN),
        Arguments.of(
            numpy("<f8", "False", "(99999999999,)", two),
            ": has 99999999999 values; give at most 2147483639"),
        Arguments.of(numpy("<f8", "False", "(99999999999999999999,)", two), DAMAGED),
        Arguments.of(numpy("<f8", "False", "(2)", two), DAMAGED),
        Arguments.of(numpy("<f8", "False", "(,)", two), DAMAGED),
        Arguments.of(numpy("<f8", "No", "(2,)", two), DAMAGED),
        Arguments.of(file(1, "{'descr': '<f8', 'shape': (2,)}", two), DAMAGED),
        Arguments.of(file(1, "{'descr': '<f8', 'descr': '<f8', 'shape': (2,)}", two), DAMAGED),
        Arguments.of(file(1, "__import__('os')", two), DAMAGED),
        Arguments.of(file(1, "{" + "(1,".repeat(9000), two), DAMAGED),
        Arguments.of(file(2, "{" + " ".repeat(1 << 17) + "}", two), DAMAGED),
        Arguments.of(HexFormat.of().parseHex("934e554d50590100"), DAMAGED),
        Arguments.of(
            file(4, "{}", two),
            ": .npy format version 4 is unknown; write the file again with numpy.save(f, a)"),
        Arguments.of(new byte[0], ": is not a .npy file; write one array with numpy.save(f, a)"),
        Arguments.of(
            "name,value\n".getBytes(StandardCharsets.UTF_8),
            ": is not a .npy file; write one array with numpy.save(f, a)"),
        Arguments.of(
            "PK\3\4xxxxxxxx".getBytes(StandardCharsets.UTF_8),
            ": is an .npz archive; write one array with numpy.save(f, a)"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesEverythingElse(byte[] content, String message) {
    Failure failure = assertThrows(Failure.class, () -> read(content));
    assertEquals(directory.resolve("x.npy") + message, failure.getMessage());
    assertEquals(Failure.Kind.INPUT, failure.kind());
  }

  private double[] read(byte[] content) throws IOException {
    Path file = Files.write(directory.resolve("x.npy"), content);
    return Npy.readVector(Location.of(new Configuration(false), file.toString()));
  }

  private static byte[] numpy(String descr, String fortran, String shape, byte[] body) {
    String header = "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }  \n";
    return file(1, header.formatted(descr, fortran, shape), body);
  }

  private static byte[] file(int version, String header, byte[] body) {
    int size = version == 1 ? 2 : 4;
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + size + header.length() + body.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    if (version == 1) {
      bytes.putShort((short) header.length());
    } else {
      bytes.putInt(header.length());
    }
    return bytes.put(header.getBytes(StandardCharsets.US_ASCII)).put(body).array();
  }
}
