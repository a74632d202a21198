package io.sparkhessian.io.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.PositionOutputStream;

/**
 * An output stream for Parquet files that sorts the lists of encodings in the footer.
 *
 * <p>Parquet keeps encodings in hash sets of enums, whose order differs between JVMs. With sorted
 * lists, the bytes of a file depend only on its content.
 */
final class OrderedFooter extends PositionOutputStream {
  /** Size of the footer length and the magic number at the end of a Parquet file. */
  private static final int TAIL = 8;

  private final OutputStream file;
  private final ByteArrayOutputStream end = new ByteArrayOutputStream();
  private long position;
  private boolean holding;

  OrderedFooter(OutputStream file) {
    this.file = file;
  }

  /** Buffers all further output until the close; to be called after the last row group. */
  void hold() {
    holding = true;
  }

  @Override
  public long getPos() {
    return position;
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    position += length;
    (holding ? end : file).write(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    file.flush();
  }

  @Override
  public void close() throws IOException {
    byte[] held = end.toByteArray();
    if (held.length > TAIL) {
      end.reset();
      writeOrdered(held);
    }
    file.close();
  }

  private void writeOrdered(byte[] held) throws IOException {
    ByteBuffer tail =
        ByteBuffer.wrap(held, held.length - TAIL, TAIL).order(ByteOrder.LITTLE_ENDIAN);
    int length = tail.getInt();
    int start = held.length - TAIL - length;
    FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(held, start, length));
    for (RowGroup group : footer.getRow_groups()) {
      group.getColumns().forEach(OrderedFooter::order);
    }
    ByteArrayOutputStream ordered = new ByteArrayOutputStream();
    Util.writeFileMetaData(footer, ordered);
    file.write(held, 0, start);
    ordered.writeTo(file);
    file.write(
        ByteBuffer.allocate(TAIL)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(ordered.size())
            .put(held, held.length - Integer.BYTES, Integer.BYTES)
            .array());
  }

  private static void order(ColumnChunk column) {
    ColumnMetaData data = column.getMeta_data();
    data.setEncodings(sorted(data.getEncodings(), Comparator.naturalOrder()));
    if (data.isSetEncoding_stats()) {
      data.setEncoding_stats(sorted(data.getEncoding_stats(), Comparator.naturalOrder()));
    }
  }

  private static <T> List<T> sorted(List<T> list, Comparator<T> order) {
    List<T> sorted = new ArrayList<>(list);
    sorted.sort(order);
    return sorted;
  }
}
