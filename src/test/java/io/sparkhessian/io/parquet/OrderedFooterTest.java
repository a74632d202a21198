package io.sparkhessian.io.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;

class OrderedFooterTest {
  private static final byte[] DATA = "pages and indexes".getBytes(StandardCharsets.US_ASCII);

  private static byte[] footer(Encoding... encodings) throws IOException {
    ColumnChunk column = new ColumnChunk(4);
    column.setMeta_data(
        new ColumnMetaData(
            Type.DOUBLE,
            Arrays.asList(encodings),
            List.of("values"),
            CompressionCodec.UNCOMPRESSED,
            1,
            8,
            8,
            4));
    FileMetaData footer =
        new FileMetaData(
            1, List.of(new SchemaElement("tile")), 1, List.of(new RowGroup(List.of(column), 8, 1)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Util.writeFileMetaData(footer, bytes);
    return bytes.toByteArray();
  }

  private static byte[] file(byte[] footer) throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (OrderedFooter stream = new OrderedFooter(written)) {
      stream.write(DATA, 0, 5);
      stream.hold();
      stream.write(DATA, 5, DATA.length - 5);
      stream.write(footer);
      stream.write(
          ByteBuffer.allocate(8)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(footer.length)
              .put("PAR1".getBytes(StandardCharsets.US_ASCII))
              .array());
      assertEquals(DATA.length + footer.length + 8, stream.getPos());
    }
    return written.toByteArray();
  }

  @Test
  void encodingsAreSortedAndNothingElseChanges() throws IOException {
    byte[] one = footer(Encoding.RLE, Encoding.PLAIN);
    byte[] other = footer(Encoding.PLAIN, Encoding.RLE);
    assertFalse(Arrays.equals(one, other));
    byte[] file = file(one);
    assertArrayEquals(file, file(other));
    assertArrayEquals(DATA, Arrays.copyOf(file, DATA.length));
    FileMetaData read =
        Util.readFileMetaData(
            new ByteArrayInputStream(file, DATA.length, file.length - 8 - DATA.length));
    assertEquals(
        List.of(Encoding.PLAIN, Encoding.RLE),
        read.getRow_groups().get(0).getColumns().get(0).getMeta_data().getEncodings());
    assertEquals("PAR1", new String(file, file.length - 4, 4, StandardCharsets.US_ASCII));
  }
}
