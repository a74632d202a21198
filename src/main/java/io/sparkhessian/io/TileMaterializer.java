package io.sparkhessian.io;

import java.util.Arrays;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;

/** Makes a tile of one Parquet record. */
final class TileMaterializer extends RecordMaterializer<Tile> {
  private final int[] integers = new int[TileSchema.INTEGERS.size()];
  private final double[] values;
  private int count;

  /**
   * @param capacity the number of values of the tile
   */
  TileMaterializer(int capacity) {
    this.values = new double[capacity];
  }

  @Override
  public Tile getCurrentRecord() {
    return new Tile(
        integers[0],
        integers[1],
        integers[2],
        integers[3],
        integers[4],
        integers[5],
        count == values.length ? values : Arrays.copyOf(values, count));
  }

  @Override
  public GroupConverter getRootConverter() {
    Converter[] columns = new Converter[integers.length + 1];
    for (int field = 0; field < integers.length; field++) {
      columns[field] = integer(field);
    }
    PrimitiveConverter element =
        new PrimitiveConverter() {
          @Override
          public void addDouble(double value) {
            values[count++] = value;
          }
        };
    columns[integers.length] = new Group(new Group(element));
    return new Group(columns);
  }

  private PrimitiveConverter integer(int field) {
    return new PrimitiveConverter() {
      @Override
      public void addInt(int value) {
        integers[field] = value;
      }
    };
  }

  /** A level of the record that only passes its columns on. */
  private static final class Group extends GroupConverter {
    private final Converter[] columns;

    Group(Converter... columns) {
      this.columns = columns;
    }

    @Override
    public Converter getConverter(int field) {
      return columns[field];
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }
}
