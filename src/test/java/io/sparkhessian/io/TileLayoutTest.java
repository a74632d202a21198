package io.sparkhessian.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TileLayoutTest {
  @Test
  void theLastBlockIsRagged() {
    TileLayout layout = new TileLayout(8, 3);
    assertEquals(3, layout.blocks());
    assertEquals(6, layout.tiles());
    assertEquals(6, layout.offset(2));
    assertEquals(3, layout.length(1));
    assertEquals(2, layout.length(2));
    assertEquals("block-row-00002.parquet", layout.fileName(2));
  }

  @Test
  void aSmallMatrixIsOneBlock() {
    TileLayout layout = new TileLayout(5, 1_000_000);
    assertEquals(1, layout.blocks());
    assertEquals(5, layout.length(0));
  }

  @Test
  void theLargestMatrixDoesNotOverflow() {
    TileLayout layout = new TileLayout(Integer.MAX_VALUE, 1024);
    int last = layout.blocks() - 1;
    assertEquals(Integer.MAX_VALUE, (long) layout.offset(last) + layout.length(last));
    assertEquals((last + 1L) * (last + 2L) / 2, layout.tiles());
  }

  @Test
  void refusesBlocksThatAreNotThereAndTilesTooLargeForAPage() {
    assertThrows(IllegalArgumentException.class, () -> new TileLayout(8, 3).offset(3));
    assertThrows(IllegalArgumentException.class, () -> new TileLayout(8, 3).length(-1));
    assertThrows(IllegalArgumentException.class, () -> new TileLayout(0, 3));
    assertThrows(IllegalArgumentException.class, () -> new TileLayout(8, 0));
    assertThrows(IllegalArgumentException.class, () -> new TileLayout(10_000, 10_000));
  }
}
