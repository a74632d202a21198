package io.sparkhessian.report.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class VectorSharesTest {
  private static final List<Layer> LAYERS =
      Layer.inOrder(List.of(new Layer("a", 1, 2, 0), new Layer("b", 1, 1, 0)));

  @Test
  void sharesAreSharesOfSquares() {
    VectorShares shares = new VectorShares(LAYERS);
    shares.add("first", new double[] {3e200, 0, 4e200});

    assertEquals("b", shares.main(0).name());
    assertEquals(0.64, shares.mainShare(0), 1e-15);
    String csv = shares.figure("title").csv();
    assertTrue(csv.startsWith("layer,number,name,share\na,0,first,0.36"), csv);
  }

  @Test
  void aZeroVectorHasNoBar() {
    VectorShares shares = new VectorShares(LAYERS);
    shares.add("zero", new double[3]);
    shares.add("one", new double[] {1, 0, 0});

    String csv = shares.figure("title").csv();
    assertFalse(csv.contains("zero"), csv);
    assertTrue(csv.contains("a,1,one,1.0"), csv);
  }
}
