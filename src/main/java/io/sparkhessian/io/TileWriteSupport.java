package io.sparkhessian.io;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes a tile as one Parquet record. */
final class TileWriteSupport extends WriteSupport<Tile> {
  private final Runnable beforeFooter;
  private RecordConsumer consumer;

  private TileWriteSupport(Runnable beforeFooter) {
    this.beforeFooter = beforeFooter;
  }

  @Override
  @SuppressWarnings("deprecation") // abstract, and deprecated all the same
  public WriteContext init(Configuration configuration) {
    return new WriteContext(TileSchema.SCHEMA, Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    this.consumer = recordConsumer;
  }

  @Override
  public void write(Tile tile) {
    consumer.startMessage();
    int[] integers = {
      tile.blockRow(),
      tile.blockColumn(),
      tile.rowOffset(),
      tile.columnOffset(),
      tile.rows(),
      tile.columns()
    };
    for (int field = 0; field < integers.length; field++) {
      consumer.startField(TileSchema.INTEGERS.get(field), field);
      consumer.addInteger(integers[field]);
      consumer.endField(TileSchema.INTEGERS.get(field), field);
    }
    writeValues(tile.values(), integers.length);
    consumer.endMessage();
  }

  @Override
  public FinalizedWriteContext finalizeWrite() {
    beforeFooter.run();
    return super.finalizeWrite();
  }

  private void writeValues(double[] values, int field) {
    consumer.startField(TileSchema.VALUES, field);
    consumer.startGroup();
    consumer.startField(TileSchema.LIST, 0);
    for (double value : values) {
      consumer.startGroup();
      consumer.startField(TileSchema.ELEMENT, 0);
      consumer.addDouble(value);
      consumer.endField(TileSchema.ELEMENT, 0);
      consumer.endGroup();
    }
    consumer.endField(TileSchema.LIST, 0);
    consumer.endGroup();
    consumer.endField(TileSchema.VALUES, field);
  }

  /** A Parquet writer's builder for tiles. */
  static final class Builder extends ParquetWriter.Builder<Tile, Builder> {
    private final Runnable beforeFooter;

    /**
     * @param beforeFooter runs when the last tile is in the file, and the footer is not
     */
    Builder(OutputFile file, Runnable beforeFooter) {
      super(file);
      this.beforeFooter = beforeFooter;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract, and deprecated all the same
    protected WriteSupport<Tile> getWriteSupport(Configuration configuration) {
      return new TileWriteSupport(beforeFooter);
    }
  }
}
