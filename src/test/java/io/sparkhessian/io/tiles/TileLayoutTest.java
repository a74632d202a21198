package io.sparkhessian.io.tiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TileLayoutTest {
  private static List<String> strips(TileLayout layout, int blockRow) {
    return layout.strips(blockRow).stream().map(strip -> strip.from() + "-" + strip.to()).toList();
  }

  @Test
  void stripsAreNarrowInTheLastQuarter() {
    assertEquals(List.of("0-4"), strips(new TileLayout(4, 1), 0));
    assertEquals(List.of("0-4"), strips(new TileLayout(4, 1, 4), 0));
    TileLayout wide = new TileLayout(160, 10, 6);
    assertEquals(List.of("0-6", "6-12", "12-14", "14-16"), strips(wide, 0));
    assertEquals(List.of("7-12", "12-14", "14-16"), strips(wide, 7));
    assertEquals(List.of("15-16"), strips(wide, 15));
    for (int column = 0; column < 16; column++) {
      TileStrip strip = wide.strip(0, column);
      assertTrue(strip.from() <= column && column < strip.to());
    }
    TileLayout tiles = new TileLayout(80, 10, 1);
    assertEquals(36, tiles.strips().size());
    assertEquals(36, tiles.strips().stream().map(tiles::fileName).distinct().count());
  }

  @Test
  void theLastBlockIsRagged() {
    TileLayout layout = new TileLayout(8, 3);
    assertEquals(3, layout.blocks());
    assertEquals(6, layout.tiles());
    assertEquals(6, layout.offset(2));
    assertEquals(3, layout.length(1));
    assertEquals(2, layout.length(2));
    assertEquals("block-row-00002.parquet", layout.fileName(layout.strip(2, 2)));
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
  void refusesMissingBlocksAndTilesTooLargeForAPage() {
    assertThrows(IllegalArgumentException.class, () -> new TileLayout(8, 3).offset(3));
    assertThrows(IllegalArgumentException.class, () -> new TileLayout(8, 3).length(-1));
    assertThrows(IllegalArgumentException.class, () -> new TileLayout(0, 3));
    assertThrows(IllegalArgumentException.class, () -> new TileLayout(8, 0));
    assertThrows(IllegalArgumentException.class, () -> new TileLayout(10_000, 10_000));
  }
}
