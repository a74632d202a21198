package io.sparkhessian.io.tiles;

import io.sparkhessian.io.file.FileEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;

/** Random symmetric matrices and tile stores of them. */
public final class SymmetricMatrices {
  private SymmetricMatrices() {}

  public static double[][] random(int size, long seed) {
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    double[][] dense = new double[size][size];
    for (int row = 0; row < size; row++) {
      for (int column = row; column < size; column++) {
        dense[row][column] = random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
        dense[column][row] = dense[row][column];
      }
    }
    return dense;
  }

  static Tile tile(double[][] dense, TileLayout layout, int blockRow, int blockColumn) {
    int rows = layout.length(blockRow);
    int columns = layout.length(blockColumn);
    double[] values = new double[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          dense[layout.offset(blockRow) + i / columns][layout.offset(blockColumn) + i % columns];
    }
    return layout.tile(blockRow, blockColumn, values);
  }

  static FileEntry writeRow(double[][] dense, TileLayout layout, int blockRow, Path directory)
      throws IOException {
    return write(dense, layout, layout.strip(blockRow, blockRow), directory);
  }

  private static FileEntry write(
      double[][] dense, TileLayout layout, TileStrip strip, Path directory) throws IOException {
    TileStripWriter writer =
        new TileStripWriter(new Configuration(), directory.toString(), layout, strip);
    try (writer) {
      for (int column = strip.from(); column < strip.to(); column++) {
        writer.write(tile(dense, layout, strip.blockRow(), column));
      }
    }
    return writer.written();
  }

  public static TileStore write(double[][] dense, TileLayout layout, Path directory)
      throws IOException {
    for (TileStrip strip : layout.strips()) {
      write(dense, layout, strip, directory);
    }
    return TileStore.open(new Configuration(), directory.toString(), layout);
  }
}
