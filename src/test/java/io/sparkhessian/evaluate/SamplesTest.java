package io.sparkhessian.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class SamplesTest {
  private final Random random = new Random(6);
  private final Samples samples = Matrices.samples(random, Matrices.normal(random, 7, 2), 3);

  @Test
  void theLastChunkIsSmaller() {
    List<Samples> chunks = samples.chunks(3);
    assertEquals(List.of(3, 3, 1), chunks.stream().map(Samples::count).toList());
    assertArrayEquals(
        samples.dense().data,
        chunks.stream().flatMapToDouble(each -> Arrays.stream(each.dense().data)).toArray());
    assertArrayEquals(
        samples.labels().data,
        chunks.stream().flatMapToDouble(each -> Arrays.stream(each.labels().data)).toArray());
    assertArrayEquals(
        samples.weights().data,
        chunks.stream().flatMapToDouble(each -> Arrays.stream(each.weights().data)).toArray());
  }

  @Test
  void noSamplesHaveNoChunks() {
    assertEquals(List.of(), Samples.none().chunks(3));
    assertEquals(0, Samples.none().totalWeight());
  }

  @Test
  void weightsAreAdded() {
    Samples three =
        new Samples(
            new DMatrixRMaj(3, 1),
            new DMatrixRMaj(3, 0),
            new DMatrixRMaj(new double[][] {{1}, {2.5}, {0}}));
    assertEquals(3.5, three.totalWeight());
  }

  @Test
  void partsOfDifferentLengthsAreRefused() {
    DMatrixRMaj two = new DMatrixRMaj(2, 1);
    DMatrixRMaj three = new DMatrixRMaj(3, 1);
    assertThrows(IllegalArgumentException.class, () -> new Samples(three, two, three));
    assertThrows(IllegalArgumentException.class, () -> new Samples(three, three, two));
    assertThrows(
        IllegalArgumentException.class, () -> new Samples(three, three, new DMatrixRMaj(3, 2)));
  }

  @Test
  void oneHotDirectionsAreZeroInOtherLeaves() {
    Directions directions = new Directions.OneHot("a", 1, 2);
    DMatrixRMaj tangent = Matrices.normal(random, 2, 3);
    directions.fill(new Leaf.Seed("a", Type.shared(1, 3).withDirections(true)), tangent);
    assertArrayEquals(new double[] {0, 1, 0, 0, 0, 1}, tangent.data);
    directions.fill(new Leaf.Seed("b", Type.shared(1, 3).withDirections(true)), tangent);
    assertArrayEquals(new double[6], tangent.data);
  }

  @Test
  void buffersAreReusedByNumberOfElements() {
    BufferPool pool = new BufferPool();
    DMatrixRMaj first = pool.take(2, 6);
    assertNotSame(first, pool.take(2, 6));
    pool.giveBack(first);
    DMatrixRMaj again = pool.take(4, 3);
    assertSame(first, again);
    assertEquals(4, again.numRows);
    assertEquals(3, again.numCols);
  }
}
