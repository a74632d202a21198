package io.sparkhessian.io;

import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * Writes the tiles of one block row, from the diagonal to the right, as one Parquet file with a row
 * group a tile.
 *
 * <p>The bytes depend on the tiles alone. The file appears under its name when the writer is closed
 * after the last tile; memory holds one tile's values twice at the most.
 */
public final class TileRowWriter implements Closeable {
  private final TileLayout layout;
  private final int blockRow;
  private final AtomicFile file;
  private final ParquetWriter<Tile> parquet;
  private int nextColumn;
  private boolean open = true;
  private TileFile written;

  /** Starts the file of a block row in {@code directory}, which is created where it is missing. */
  public TileRowWriter(
      Configuration configuration, String directory, TileLayout layout, int blockRow)
      throws IOException {
    this.layout = layout;
    this.blockRow = blockRow;
    this.nextColumn = blockRow;
    Path target = new Path(directory, layout.fileName(blockRow));
    this.file = new AtomicFile(configuration, target);
    this.parquet = parquet(configuration);
  }

  /** Appends a tile: the one right of the last. */
  public void write(Tile tile) throws IOException {
    if (!open || nextColumn == layout.blocks() || !layout.isTile(blockRow, nextColumn, tile)) {
      throw new IllegalArgumentException(
          "tile (%d, %d) of %d × %d where (%d, %d) of %s comes next"
              .formatted(
                  tile.blockRow(),
                  tile.blockColumn(),
                  tile.rows(),
                  tile.columns(),
                  blockRow,
                  nextColumn,
                  layout));
    }
    parquet.write(tile);
    nextColumn++;
  }

  /** Throws away what was written; the file does not appear. */
  public void abort() throws IOException {
    open = false;
    file.close();
  }

  /**
   * Makes the file visible.
   *
   * @throws IllegalStateException when tiles are missing; the file is thrown away
   */
  @Override
  public void close() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    try (file) {
      if (nextColumn < layout.blocks()) {
        throw new IllegalStateException(
            "block row %d ends before tile %d of %d"
                .formatted(blockRow, nextColumn, layout.blocks()));
      }
      parquet.close();
      file.commit();
      written = new TileFile(layout.fileName(blockRow), file.bytes(), file.sha256());
    }
  }

  /** What was written; only after {@link #close}. */
  public TileFile written() {
    if (written == null) {
      throw new IllegalStateException("block row %d is not written".formatted(blockRow));
    }
    return written;
  }

  private ParquetWriter<Tile> parquet(Configuration configuration) throws IOException {
    OrderedFooter stream = new OrderedFooter(file.stream());
    return new TileWriteSupport.Builder(new Output(stream), stream::hold)
        .withConf(configuration)
        .withWriterVersion(WriterVersion.PARQUET_1_0)
        .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
        .withRowGroupRowCountLimit(1)
        .withRowGroupSize(Long.MAX_VALUE)
        .withMaxPaddingSize(0)
        .withDictionaryEncoding(false)
        .withBloomFilterEnabled(false)
        .withStatisticsEnabled(
            "%s.%s.%s".formatted(TileSchema.VALUES, TileSchema.LIST, TileSchema.ELEMENT), false)
        .withSizeStatisticsEnabled(false)
        .withPageWriteChecksumEnabled(true)
        .withValidation(false)
        .build();
  }

  /** The unfinished file as Parquet sees it: not aligned to the file system's blocks. */
  private record Output(PositionOutputStream stream) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return stream;
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }
}
