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
 * The columns of a row group as {@link ParquetPages} has written them, a page each, from which all
 * numbers are taken in one copy. What is something else ends in some {@link RuntimeException}.
 */
public record GroupPages(PageReadStore pages, MessageType schema) {
  /** The only number of a column. */
  public int integer(int column) throws IOException {
    return page(column, 1, Integer.BYTES, false).getInt();
  }

  /** The numbers of a column with a long number a row. */
  public ByteBuffer longs(int column, int count) throws IOException {
    return page(column, count, Long.BYTES, false);
  }

  /** The numbers of a column with a number a row. */
  public ByteBuffer numbers(int column, int count) throws IOException {
    return page(column, count, Double.BYTES, false);
  }

  /**
   * The numbers of a column with a list a row.
   *
   * @param count of the numbers of all lists
   */
  public ByteBuffer lists(int column, int count) throws IOException {
    return page(column, count, Double.BYTES, true);
  }

  /**
   * The page at its numbers.
   *
   * @param levels whether lengths of lists come first
   */
  private ByteBuffer page(int column, int count, int bytes, boolean levels) throws IOException {
    DataPage read = pages.getPageReader(schema.getColumns().get(column)).readPage();
    if (!(read instanceof DataPageV1 page) || page.getValueEncoding() != PLAIN) {
      throw new IllegalArgumentException("its pages are of another kind");
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
