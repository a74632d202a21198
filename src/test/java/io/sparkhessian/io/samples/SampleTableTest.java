package io.sparkhessian.io.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparkhessian.io.samples.SampleTable.Form;
import java.nio.DoubleBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Positions of the numbers of a sample in a table. */
class SampleTableTest {
  /** The upper triangle of [0 1 2; 1 11 12; 2 12 22] after an unrelated number. */
  private static final double[] PACKED = {99, 0, 1, 2, 11, 12, 22};

  private static SampleTable table(Form form) {
    return new SampleTable(3, form, 10, 4, 2);
  }

  private static double[] put(Form form) {
    DoubleBuffer page = DoubleBuffer.allocate(table(form).width());
    table(form).put(PACKED, 1, page);
    assertEquals(0, page.remaining());
    return page.array();
  }

  @Test
  void aFullMatrixHasBothTriangles() {
    double[] full = put(Form.FULL);
    assertArrayEquals(new double[] {0, 1, 2, 1, 11, 12, 2, 12, 22}, full);
    double[] packed = put(Form.PACKED);
    assertArrayEquals(new double[] {0, 1, 2, 11, 12, 22}, packed);
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        double expected = 10 * Math.min(row, column) + Math.max(row, column);
        assertEquals(expected, full[table(Form.FULL).at(row, column)]);
        assertEquals(expected, packed[table(Form.PACKED).at(row, column)]);
      }
    }
    assertArrayEquals(new double[] {0}, put(Form.TRACE));
  }

  @Test
  void rangesAndGroupsEndWithTheSamples() {
    SampleTable table = table(Form.PACKED);
    List<SampleRange> files =
        List.of(new SampleRange(0, 4), new SampleRange(4, 8), new SampleRange(8, 10));
    assertEquals(files, table.ranges());
    assertEquals(List.of(new SampleRange(4, 6), new SampleRange(6, 8)), table.groups(files.get(1)));
    assertEquals(List.of(new SampleRange(8, 10)), table.groups(files.get(2)));
    assertEquals("samples-from-000000008.parquet", table.fileName(files.get(2)));
  }

  /** The last file of a table with the maximum number of samples. */
  @Test
  void largeTablesDoNotOverflow() {
    int most = Integer.MAX_VALUE;
    SampleTable table = new SampleTable(1, Form.TRACE, most, 1 << 30, 1 << 29);
    List<SampleRange> files = table.ranges();
    assertEquals(2, files.size());
    assertEquals(new SampleRange(1 << 30, most), files.get(1));
    assertEquals(most, table.groups(files.get(1)).get(1).to());
  }

  @Test
  void bytesOfARow() {
    assertEquals(8 * (1 + 1 + 3 + 6), table(Form.PACKED).rowBytes());
    assertEquals(8 * (1 + 1 + 3 + 9), table(Form.FULL).rowBytes());
    assertEquals(8 * (1 + 1 + 1), table(Form.TRACE).rowBytes());
  }
}
