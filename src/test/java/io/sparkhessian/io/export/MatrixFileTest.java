package io.sparkhessian.io.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparkhessian.io.tiles.SymmetricMatrices;
import io.sparkhessian.io.tiles.TileLayout;
import io.sparkhessian.io.tiles.TileStore;
import io.sparkhessian.job.ExportFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixFileTest {
  @TempDir Path directory;

  private static List<String> names(int size) {
    return IntStream.range(0, size).mapToObj(i -> "theta[" + i + "]").toList();
  }

  private Path export(double[][] dense, int edge, ExportFormat format, List<String> names)
      throws IOException {
    TileLayout layout = new TileLayout(dense.length, edge, 2);
    TileStore store = SymmetricMatrices.write(dense, layout, directory.resolve("hessian"));
    Path target = directory.resolve("to").resolve("matrix");
    MatrixFile.write(store, format, names, target.toString());
    try (Stream<Path> files = Files.list(target.getParent())) {
      assertEquals(List.of(target), files.toList());
    }
    return target;
  }

  @ParameterizedTest
  @CsvSource({"8, 3", "9, 3", "5, 64", "1, 1024"})
  void npyHasBothTriangles(int size, int edge) throws IOException {
    double[][] dense = SymmetricMatrices.random(size, 31);
    Path file = export(dense, edge, ExportFormat.NPY, names(size));
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(10 + bytes.getShort(8));
    for (double[] row : dense) {
      for (double value : row) {
        assertEquals(value, bytes.getDouble());
      }
    }
    assertEquals(0, bytes.remaining());
  }

  @ParameterizedTest
  @CsvSource({"8, 3", "5, 64", "1, 1024"})
  void matrixMarketHasTheLowerTriangleByColumns(int size, int edge) throws IOException {
    double[][] dense = SymmetricMatrices.random(size, 32);
    List<String> lines = Files.readAllLines(export(dense, edge, ExportFormat.MTX, names(size)));
    assertEquals("%%MatrixMarket matrix array real symmetric", lines.get(0));
    assertEquals(size + " " + size, lines.get(1));
    int next = 2;
    for (int column = 0; column < size; column++) {
      for (int row = column; row < size; row++) {
        assertEquals(dense[row][column], Double.parseDouble(lines.get(next++)));
      }
    }
    assertEquals(next, lines.size());
  }

  @ParameterizedTest
  @CsvSource({"8, 3", "5, 64", "1, 1024"})
  void csvHasAHeaderAndTheRows(int size, int edge) throws IOException {
    double[][] dense = SymmetricMatrices.random(size, 33);
    List<String> lines = Files.readAllLines(export(dense, edge, ExportFormat.CSV, names(size)));
    assertEquals(String.join(",", names(size)), lines.get(0));
    assertEquals(size + 1, lines.size());
    for (int row = 0; row < size; row++) {
      double[] values =
          Stream.of(lines.get(row + 1).split(",")).mapToDouble(Double::parseDouble).toArray();
      assertArrayEquals(dense[row], values);
    }
  }

  @Test
  void namesWithCommasAndQuotesAreQuoted() throws IOException {
    double[][] dense = SymmetricMatrices.random(2, 34);
    Path file = export(dense, 2, ExportFormat.CSV, List.of("weight[0,1]", "a \"b\""));
    assertEquals("\"weight[0,1]\",\"a \"\"b\"\"\"", Files.readAllLines(file).get(0));
  }

  @Test
  void theNumberOfNamesMustMatch() throws IOException {
    double[][] dense = SymmetricMatrices.random(2, 35);
    assertThrows(
        IllegalArgumentException.class, () -> export(dense, 2, ExportFormat.CSV, names(3)));
  }
}
