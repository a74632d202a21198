package io.sparkhessian.io.parquet;

import static org.apache.parquet.column.Encoding.PLAIN;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.schema.MessageType;

/**
 * The columns of a row group that {@link ParquetPages} wrote: one page per column, read in one
 * copy. Other content causes a {@link RuntimeException}.
 */
public record GroupPages(PageReadStore pages, MessageType schema) {
  /** The single integer of a column. */
  public int integer(int column) throws IOException {
    return page(column, 1, Integer.BYTES, false).getInt();
  }

  /** The values of a column with one 64-bit integer per row. */
  public ByteBuffer longs(int column, int count) throws IOException {
    return page(column, count, Long.BYTES, false);
  }

  /** The values of a column with one number per row. */
  public ByteBuffer numbers(int column, int count) throws IOException {
    return page(column, count, Double.BYTES, false);
  }

  /**
   * The values of a column with one list per row.
   *
   * @param count total length of the lists
   */
  public ByteBuffer lists(int column, int count) throws IOException {
    return page(column, count, Double.BYTES, true);
  }

  /**
   * Returns the page of a column, positioned at its values.
   *
   * @param levels whether repetition and definition levels precede the values
   */
  private ByteBuffer page(int column, int count, int bytes, boolean levels) throws IOException {
    DataPage read = pages.getPageReader(schema.getColumns().get(column)).readPage();
    if (!(read instanceof DataPageV1 page) || page.getValueEncoding() != PLAIN) {
      throw new IllegalArgumentException("its pages have another encoding");
    }
    int size = Math.toIntExact(page.getBytes().size());
    ByteBuffer numbers = page.getBytes().toInputStream().slice(size);
    numbers.order(ByteOrder.LITTLE_ENDIAN);
    for (int level = 0; levels && level < 2; level++) {
      int length = numbers.getInt();
      numbers.position(numbers.position() + length);
    }
    if (page.getValueCount() != count || numbers.remaining() != (long) count * bytes) {
      throw new IllegalArgumentException("a column does not hold %d numbers".formatted(count));
    }
    return numbers;
  }
}
