package io.sparkhessian.curvature.sites;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InputPairsTest {
  private static final int SAMPLES = 3;

  private static List<int[]> naive(InputPairs pairs) {
    List<int[]> all = new ArrayList<>();
    for (int j = 0; j < pairs.left(); j++) {
      for (int q = pairs.triangle() ? j : 0; q < pairs.right(); q++) {
        all.add(new int[] {j, q});
      }
    }
    return all;
  }

  @Test
  void everyPieceHoldsItsPairs() {
    Random random = new Random(3);
    double[] u = random.doubles(7 * SAMPLES).toArray();
    double[] v = random.doubles(7 * SAMPLES).toArray();
    for (InputPairs pairs : List.of(InputPairs.ofOne(7), InputPairs.ofTwo(4, 7))) {
      List<int[]> all = naive(pairs);
      assertEquals(all.size(), pairs.count());
      for (int from = 0; from < all.size(); from++) {
        for (int to = from + 1; to <= all.size(); to++) {
          double[] piece = new double[(to - from) * SAMPLES];
          pairs.build(from, to, u, v, SAMPLES, piece, new double[piece.length]);
          for (int e = 0; e < piece.length; e++) {
            int[] pair = all.get(from + e / SAMPLES);
            int s = e % SAMPLES;
            assertEquals(u[pair[0] * SAMPLES + s] * v[pair[1] * SAMPLES + s], piece[e]);
          }
          int covered = 0;
          for (InputPairs.Run run : pairs.runs(from, to)) {
            assertEquals(covered, run.at());
            covered += run.count();
          }
          assertEquals(to - from, covered);
        }
      }
    }
  }
}
