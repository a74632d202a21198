package io.sparkhessian.quantity.inputs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleMeasureTest {
  private static SampleMeasure of(double[] values, int from, int to) {
    SampleMeasure measure = new SampleMeasure();
    for (int row = from; row < to; row++) {
      measure.add(row, values[row]);
    }
    return measure;
  }

  private static List<Long> rows(List<SampleMeasure.Sample> samples) {
    return samples.stream().map(SampleMeasure.Sample::row).toList();
  }

  /** Against sorting all of them. */
  @Test
  void rangesAddUpToTheWhole() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    double[] values =
        random.doubles(500).map(u -> (u < 0.3 ? -1 : 1) * Math.exp(20 * u - 10)).toArray();
    SampleMeasure parts = of(values, 0, 123);
    parts.merge(of(values, 123, 124));
    parts.merge(of(values, 124, 500));

    Integer[] order =
        IntStream.range(0, 500)
            .boxed()
            .sorted((a, b) -> Double.compare(values[a], values[b]))
            .toArray(Integer[]::new);
    String context = "seed " + seed;
    assertEquals((long) order[0], parts.smallest().get(0).row(), context);
    assertEquals((long) order[499], parts.largest().get(0).row(), context);
    assertEquals(6, parts.largest().size());
    assertEquals(500, parts.count());
    assertEquals(Arrays.stream(values).filter(v -> v < 0).count(), parts.negative(), context);
    double median = values[order[250]];
    assertEquals(median, parts.quantile(0.5), 0.06 * Math.abs(median), context);
    assertEquals(Arrays.stream(values).sum(), parts.sum(), 1e-9 * Math.abs(parts.sum()), context);
  }

  @Test
  void halfOfAllMayLieInOne() {
    assertEquals(0.5, of(new double[] {1, 1, 8, 1, 1, 1, 1, 1, 1}, 0, 9).fewestFor(0.25), 1e-12);
    assertEquals(1, of(new double[] {1, 1, 8, 1, 1, 1, 1, 1, 1}, 0, 9).fewestFor(0.5), 1e-12);
  }

  @Test
  void zerosAndEqualNumbers() {
    SampleMeasure measure = of(new double[] {0, -0.0, 5, 5, Double.MIN_VALUE, -1e300}, 0, 6);
    assertEquals(2, measure.zero());
    assertEquals(1, measure.negative());
    assertEquals(List.of(2L, 3L), rows(measure.largest()).subList(0, 2));
    assertEquals(0, new SampleMeasure().count());
  }
}
