package io.sparkhessian.report.heatmap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

/** Packed grids, read as the script of the page reads them. */
class PackedGridTest {
  private static double[] unpacked(PackedGrid packed) throws IOException {
    byte[] bytes = Base64.getDecoder().decode(packed.base64());
    byte[] raw = new InflaterInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
    int cells = raw.length / 4;
    double[] values = new double[2 * cells];
    for (int part = 0; part < 2; part++) {
      for (int i = 0; i < cells; i++) {
        int high = raw[2 * part * cells + i];
        int low = raw[(2 * part + 1) * cells + i] & 0xff;
        int code = (high << 8) | low;
        values[part * cells + i] =
            code == 0
                ? 0
                : Math.signum(code) * Math.exp(packed.low() + (Math.abs(code) - 1) * packed.step());
      }
    }
    return values;
  }

  @Test
  void numbersOfManySizesReadBackToFourDigits() throws IOException {
    double[] mean = {1e-12, -3.25, 0, 7e5, -1e-3, 2};
    double[] absolute = {2e-12, 4, 0, 7e5, 1, 3};
    Grid grid = new Grid(new int[] {0, 2, 3}, new int[] {3, 4, 5, 9}, mean, absolute);

    double[] back = unpacked(PackedGrid.of(grid, false));

    for (int i = 0; i < mean.length; i++) {
      assertEquals(mean[i], back[i], 1e-3 * Math.abs(mean[i]));
      assertEquals(absolute[i], back[mean.length + i], 1e-3 * absolute[i]);
    }
  }

  @Test
  void onlyTheUpperTriangleOfASymmetricGridIsKept() throws IOException {
    int[] edges = {0, 1, 2};
    Grid grid = new Grid(edges, edges, new double[] {1, 2, 2, 3}, new double[] {1, 2, 2, 3});

    double[] back = unpacked(PackedGrid.of(grid, true));

    assertEquals(6, back.length);
    assertEquals(2, back[1], 1e-3);
    assertEquals(3, back[2], 1e-3);
  }

  @Test
  void zerosStayZeros() throws IOException {
    int[] edges = {0, 1};
    Grid grid = new Grid(edges, edges, new double[1], new double[1]);
    assertEquals(0, unpacked(PackedGrid.of(grid, true))[0]);
  }
}
