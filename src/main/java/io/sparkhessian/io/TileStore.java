package io.sparkhessian.io;

import io.sparkhessian.Failure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.ColumnIOFactory;

/**
 * The upper triangle of a symmetric matrix as tiles in a directory, one Parquet file a block row.
 *
 * <p>It reads one tile at a time, with nothing kept between the calls.
 */
public final class TileStore {
  private final Configuration configuration;
  private final Path directory;
  private final TileLayout layout;

  /** Takes a tile while a block row is read. */
  @FunctionalInterface
  public interface TileConsumer {
    void accept(Tile tile) throws IOException;
  }

  private TileStore(Configuration configuration, Path directory, TileLayout layout) {
    this.configuration = configuration;
    this.directory = directory;
    this.layout = layout;
  }

  /** Opens a whole store; one with missing block rows is an input failure. */
  public static TileStore open(Configuration configuration, String directory, TileLayout layout)
      throws IOException {
    Set<Integer> finished = finishedRows(configuration, directory, layout);
    for (int row = 0; row < layout.blocks(); row++) {
      if (!finished.contains(row)) {
        throw Failure.input(
            "%s: %s is missing; run the job again with --overwrite"
                .formatted(directory, layout.fileName(row)));
      }
    }
    return new TileStore(configuration, new Path(directory), layout);
  }

  /** A store of which block rows may be missing, or be damaged. */
  public static TileStore unfinished(
      Configuration configuration, String directory, TileLayout layout) {
    return new TileStore(configuration, new Path(directory), layout);
  }

  /** The file of a block row as it is; reads all of it. */
  public TileFile file(int blockRow) throws IOException {
    String name = layout.fileName(blockRow);
    Location place = Location.of(configuration, directory.toString());
    FileEntry entry = new ResultFiles(place).entry(name);
    return new TileFile(name, entry.size(), entry.sha256());
  }

  /** The block rows whose files are there, ascending; none when the directory does not exist. */
  public static Set<Integer> finishedRows(
      Configuration configuration, String directory, TileLayout layout) throws IOException {
    Path path = new Path(directory);
    FileSystem files = path.getFileSystem(configuration);
    Set<String> names;
    try {
      names =
          Stream.of(files.listStatus(path))
              .filter(FileStatus::isFile)
              .map(status -> status.getPath().getName())
              .collect(Collectors.toSet());
    } catch (FileNotFoundException e) {
      names = Set.of();
    }
    Set<Integer> finished = new TreeSet<>();
    for (int row = 0; row < layout.blocks(); row++) {
      if (names.contains(layout.fileName(row))) {
        finished.add(row);
      }
    }
    return finished;
  }

  /** Whether the file of a block row is there; it appears whole. */
  public boolean has(int blockRow) throws IOException {
    Path path = path(blockRow);
    return path.getFileSystem(configuration).exists(path);
  }

  /** Removes the file of a block row, which is damaged. */
  public void remove(int blockRow) throws IOException {
    Path path = path(blockRow);
    AtomicFile.files(configuration, path).delete(path, false);
  }

  public TileLayout layout() {
    return layout;
  }

  Configuration configuration() {
    return configuration;
  }

  /** Reads the tiles of a block row in column order, one at a time. */
  public void readRow(int blockRow, TileConsumer consumer) throws IOException {
    try (ParquetFileReader reader = reader(blockRow)) {
      for (int column = blockRow; column < layout.blocks(); column++) {
        consumer.accept(read(reader, blockRow, column));
      }
    }
  }

  /** Reads one tile of the upper triangle, and nothing else of its file. */
  public Tile read(int blockRow, int blockColumn) throws IOException {
    if (blockColumn < blockRow || blockColumn >= layout.blocks()) {
      throw new IllegalArgumentException(
          "tile (%d, %d) is not in the upper triangle of %s"
              .formatted(blockRow, blockColumn, layout));
    }
    try (ParquetFileReader reader = reader(blockRow)) {
      return read(reader, blockRow, blockColumn);
    }
  }

  private ParquetFileReader reader(int blockRow) throws IOException {
    Path path = path(blockRow);
    ParquetFileReader reader;
    try {
      reader =
          ParquetFileReader.open(
              HadoopInputFile.fromPath(path, configuration),
              HadoopReadOptions.builder(configuration).usePageChecksumVerification().build());
    } catch (RuntimeException e) {
      throw damaged(path, e.getMessage());
    }
    boolean whole =
        reader.getRowGroups().size() == layout.blocks() - blockRow
            && reader.getFileMetaData().getSchema().equals(TileSchema.SCHEMA);
    if (!whole) {
      reader.close();
      throw damaged(path, "it is not a block row of %s".formatted(layout));
    }
    return reader;
  }

  private Tile read(ParquetFileReader reader, int blockRow, int blockColumn) throws IOException {
    int capacity = layout.length(blockRow) * layout.length(blockColumn);
    Tile tile;
    try {
      PageReadStore pages = reader.readRowGroup(blockColumn - blockRow);
      tile =
          new ColumnIOFactory()
              .getColumnIO(TileSchema.SCHEMA)
              .getRecordReader(pages, new TileMaterializer(capacity))
              .read();
    } catch (RuntimeException e) {
      throw damaged(path(blockRow), e.getMessage());
    }
    if (!layout.isTile(blockRow, blockColumn, tile)) {
      throw damaged(path(blockRow), "it holds tiles of another layout");
    }
    return tile;
  }

  private Path path(int blockRow) {
    return new Path(directory, layout.fileName(blockRow));
  }

  private static Failure damaged(Path path, String why) {
    return Failure.input(
        "%s is damaged: %s; run the job again with --overwrite"
            .formatted(path, String.valueOf(why).lines().findFirst().orElse("")));
  }
}
