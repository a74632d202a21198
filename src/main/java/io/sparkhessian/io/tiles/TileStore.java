package io.sparkhessian.io.tiles;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.FileEntry;
import io.sparkhessian.io.parquet.GroupPages;
import io.sparkhessian.io.parquet.ParquetFiles;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;

/**
 * The upper triangle of a symmetric matrix as tiles in a directory, one Parquet file per strip.
 *
 * <p>The store reads one tile at a time and caches nothing.
 */
public final class TileStore {
  private final ParquetFiles files;
  private final TileLayout layout;

  /** Consumes a tile. */
  @FunctionalInterface
  public interface TileConsumer {
    void accept(Tile tile) throws IOException;
  }

  private TileStore(Configuration configuration, String directory, TileLayout layout) {
    this.files = new ParquetFiles(configuration, directory);
    this.layout = layout;
  }

  /**
   * Opens a complete store.
   *
   * @throws Failure of kind input if a file is missing
   */
  public static TileStore open(Configuration configuration, String directory, TileLayout layout)
      throws IOException {
    Set<TileStrip> finished = finished(configuration, directory, layout);
    for (TileStrip strip : layout.strips()) {
      if (!finished.contains(strip)) {
        throw Failure.input(
            "%s: %s is missing; run the job again with --overwrite"
                .formatted(directory, layout.fileName(strip)));
      }
    }
    return new TileStore(configuration, directory, layout);
  }

  /** A store whose files may be missing or damaged. */
  public static TileStore unfinished(
      Configuration configuration, String directory, TileLayout layout) {
    return new TileStore(configuration, directory, layout);
  }

  /** The entry of the file of a strip, which is read completely. */
  public FileEntry entry(TileStrip strip) throws IOException {
    return files.entry(layout.fileName(strip));
  }

  /** The strips whose files exist; empty if the directory does not exist. */
  public static Set<TileStrip> finished(
      Configuration configuration, String directory, TileLayout layout) throws IOException {
    Set<String> names = new ParquetFiles(configuration, directory).names();
    return layout.strips().stream()
        .filter(strip -> names.contains(layout.fileName(strip)))
        .collect(Collectors.toSet());
  }

  /** Whether the file of a strip exists, which implies that it was written completely. */
  public boolean has(TileStrip strip) throws IOException {
    return files.has(layout.fileName(strip));
  }

  /** Removes the damaged file of a strip. */
  public void remove(TileStrip strip) throws IOException {
    files.remove(layout.fileName(strip));
  }

  public TileLayout layout() {
    return layout;
  }

  public Configuration configuration() {
    return files.configuration();
  }

  /** Reads the tiles of a block row in column order, one at a time. */
  public void readRow(int blockRow, TileConsumer consumer) throws IOException {
    for (TileStrip strip : layout.strips(blockRow)) {
      read(strip, consumer);
    }
  }

  /** Reads the tiles of a strip in column order, one at a time. */
  public void read(TileStrip strip, TileConsumer consumer) throws IOException {
    try (ParquetFileReader reader = reader(strip)) {
      for (int column = strip.from(); column < strip.to(); column++) {
        consumer.accept(read(reader, strip, column));
      }
    }
  }

  /** Reads a single tile of the upper triangle. */
  public Tile read(int blockRow, int blockColumn) throws IOException {
    if (blockColumn < blockRow || blockColumn >= layout.blocks()) {
      throw new IllegalArgumentException(
          "tile (%d, %d) is not in the upper triangle of %s"
              .formatted(blockRow, blockColumn, layout));
    }
    TileStrip strip = layout.strip(blockRow, blockColumn);
    try (ParquetFileReader reader = reader(strip)) {
      return read(reader, strip, blockColumn);
    }
  }

  private ParquetFileReader reader(TileStrip strip) throws IOException {
    String name = layout.fileName(strip);
    ParquetFileReader reader = files.open(name, TileSchema.SCHEMA, "tiles of " + layout);
    if (reader.getRowGroups().size() != strip.count()) {
      reader.close();
      throw files.damaged(name, "it does not hold tiles of " + layout);
    }
    return reader;
  }

  private Tile read(ParquetFileReader reader, TileStrip strip, int blockColumn) throws IOException {
    double[] values = new double[layout.length(strip.blockRow()) * layout.length(blockColumn)];
    Tile tile;
    try {
      GroupPages columns =
          new GroupPages(reader.readRowGroup(blockColumn - strip.from()), TileSchema.SCHEMA);
      columns.lists(TileSchema.INTEGERS.size(), values.length).asDoubleBuffer().get(values);
      tile =
          new Tile(
              columns.integer(0),
              columns.integer(1),
              columns.integer(2),
              columns.integer(3),
              columns.integer(4),
              columns.integer(5),
              values);
    } catch (RuntimeException e) {
      throw files.damaged(layout.fileName(strip), e.getMessage());
    }
    if (!layout.isTile(strip.blockRow(), blockColumn, tile)) {
      throw files.damaged(layout.fileName(strip), "it holds tiles of another layout");
    }
    return tile;
  }
}
