package io.sparkhessian.cli;

import io.sparkhessian.SparkTestSession;
import java.util.List;
import org.apache.spark.sql.Row;

/** Reads stored tiles with Spark's Parquet reader, independently of the project's code. */
final class StoredTiles {
  private StoredTiles() {}

  /** Returns both triangles of the matrix in a directory, row by row. */
  static double[] matrix(String directory, int size) {
    double[] matrix = new double[size * size];
    List<Row> tiles =
        SparkTestSession.get()
            .read()
            .parquet(directory)
            .select("row_offset", "col_offset", "cols", "values")
            .collectAsList();
    for (Row tile : tiles) {
      List<Double> values = tile.getList(3);
      for (int i = 0; i < values.size(); i++) {
        int row = tile.getInt(0) + i / tile.getInt(2);
        int column = tile.getInt(1) + i % tile.getInt(2);
        matrix[row * size + column] = values.get(i);
        matrix[column * size + row] = values.get(i);
      }
    }
    return matrix;
  }
}
