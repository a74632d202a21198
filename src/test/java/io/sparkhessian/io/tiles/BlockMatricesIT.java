package io.sparkhessian.io.tiles;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparkhessian.SparkTestSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.mllib.linalg.Matrix;
import org.apache.spark.mllib.linalg.distributed.BlockMatrix;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockMatricesIT {
  private final SparkSession spark = SparkTestSession.get();

  @TempDir Path directory;

  private static void assertSame(double[][] expected, Matrix actual) {
    assertEquals(expected.length, actual.numRows());
    assertEquals(expected.length, actual.numCols());
    for (int row = 0; row < expected.length; row++) {
      for (int column = 0; column < expected.length; column++) {
        assertEquals(expected[row][column], actual.apply(row, column));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"8, 3", "9, 3", "5, 64", "1, 1024"})
  void theBlockMatrixEqualsTheDenseMatrix(int size, int edge) throws IOException {
    double[][] dense = SymmetricMatrices.random(size, 41);
    Path hessian = directory.resolve("a {b} [c]*");
    TileLayout layout = new TileLayout(size, edge);
    SymmetricMatrices.write(dense, layout, hessian);
    BlockMatrix matrix = BlockMatrices.read(spark, hessian.toString(), layout);
    matrix.validate();
    assertEquals(size, matrix.numRows());
    assertEquals(size, matrix.numCols());
    assertSame(dense, matrix.toLocalMatrix());
    assertSame(dense, matrix.transpose().toLocalMatrix());
  }

  @Test
  void productsEqualDenseProducts() throws IOException {
    double[][] dense = new double[8][8];
    for (int i = 0; i < 64; i++) {
      dense[i / 8][i % 8] = (i / 8 + 1) * (i % 8 + 1) + (i / 8 == i % 8 ? 5 : 0);
    }
    TileLayout layout = new TileLayout(8, 3);
    SymmetricMatrices.write(dense, layout, directory);
    BlockMatrix matrix = BlockMatrices.read(spark, directory.toString(), layout);
    double[][] square = new double[8][8];
    for (int i = 0; i < 512; i++) {
      square[i / 64][i % 8] += dense[i / 64][i / 8 % 8] * dense[i / 8 % 8][i % 8];
    }
    assertSame(square, matrix.multiply(matrix).toLocalMatrix());
  }

  @Test
  void sparkReadsTheTilesWithTheDocumentedSchema() throws IOException {
    TileLayout layout = new TileLayout(8, 3);
    double[][] dense = SymmetricMatrices.random(8, 42);
    SymmetricMatrices.write(dense, layout, directory);
    Dataset<Row> tiles = spark.read().parquet(directory.toString());
    assertEquals(
        "block_row INT,block_col INT,row_offset INT,col_offset INT,rows INT,cols INT,"
            + "values ARRAY<DOUBLE>",
        tiles.schema().toDDL());
    assertEquals(6, tiles.count());
    Row tile = tiles.where("block_row = 1 and block_col = 2").first();
    assertEquals(List.of(3, 6, 3, 2), List.of(tile.get(2), tile.get(3), tile.get(4), tile.get(5)));
    double[] values = tile.<Double>getList(6).stream().mapToDouble(v -> v).toArray();
    assertArrayEquals(SymmetricMatrices.tile(dense, layout, 1, 2).values(), values);
  }
}
