package io.sparkhessian.graph;

import static io.sparkhessian.Tolerance.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Tolerance;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SimplifierTest {
  private static final int GRAPHS = 400;

  private final GraphBuilder g = new GraphBuilder();
  private final Node x = g.features(3);
  private final Node a = g.parameter("a", 1, 3);
  private final Node zero = g.constant(0);
  private final Node one = g.constant(1);

  @Test
  void removesZerosAndOnes() {
    assertSame(x, g.add(x, zero));
    assertSame(x, g.add(zero, x));
    assertSame(x, g.subtract(x, zero));
    assertSame(g.negate(x), g.subtract(zero, x));
    assertSame(x, g.multiply(x, one));
    assertSame(x, g.multiply(one, x));
    assertSame(x, g.divide(x, one));
    assertSame(x, g.power(x, 1));
    assertSame(x, g.negate(g.negate(x)));
    assertSame(g.constant(-3), g.negate(g.constant(3)));
  }

  @Test
  void removesMatricesOfZerosAndOnes() {
    Node zeros = g.constant(new double[][] {{0, 0, 0}});
    Node ones = g.broadcastTo(one, a.type());
    assertSame(a, g.add(a, zeros));
    assertSame(a, g.multiply(ones, a));
  }

  @Test
  void zerosAreABroadcastNumber() {
    Node zeros = g.broadcastTo(zero, x.type());
    assertSame(zeros, g.multiply(x, zero));
    assertSame(zeros, g.divide(zero, x));
    assertSame(zeros, g.add(zeros, zeros));
    assertSame(zero, g.sumOverSamples(g.sum(zeros)));
    assertSame(g.broadcastTo(zero, Type.perSample(2)), g.columns(zeros, 0, 2));
    assertSame(g.broadcastTo(zero, Type.perSample(5)), g.pad(zeros, 1, 1));
    assertSame(
        g.broadcastTo(zero, Type.perSample(2)),
        g.matMulTransposed(x, g.broadcastTo(zero, Type.shared(2, 3))));
    assertSame(g.broadcastTo(zero, Type.shared(3, 3)), g.contract(x, zeros));
  }

  @Test
  void removesLayoutOperationsWithoutEffect() {
    assertSame(a, g.broadcastTo(a, a.type()));
    assertSame(a, g.sumTo(a, a.type()));
    assertSame(
        g.broadcastTo(a, new Type(false, true, 2, 3)),
        g.broadcastTo(g.broadcastTo(a, x.type()), new Type(false, true, 2, 3)));
  }

  @Test
  void dropsBroadcastsOfOperands() {
    Node product = g.multiply(x, g.broadcastTo(a, x.type()));
    assertSame(g.multiply(x, a), product);
    assertSame(g.subtract(a, x), g.subtract(g.broadcastTo(a, x.type()), x));
    Node wide = g.broadcastTo(a, Type.shared(2, 3));
    Node number = g.parameter("number", 1, 1);
    assertSame(g.multiply(wide, number), g.multiply(wide, g.broadcastTo(number, a.type())));
  }

  @Test
  void keepsTypes() {
    Node sum = g.add(g.constant(0), g.broadcastTo(a, x.type()));
    assertEquals(x.type(), sum.type());
    Node wider = g.add(x, g.broadcastTo(zero, new Type(false, true, 2, 3)));
    assertEquals(new Type(false, true, 2, 3), wider.type());
    Node seed = g.add(new Leaf.Seed("a", a.type().withDirections(true)));
    assertEquals(seed.type(), g.multiply(zero, seed).type());
    assertTrue(g.power(x, 0).isAll(1));
    assertEquals(x.type(), g.power(x, 0).type());
  }

  /**
   * Compares random graphs full of zeros, ones and broadcasts with their simplified forms, node by
   * node.
   */
  @Test
  void aSimplifiedGraphHasTheSameTypesAndValues() {
    int simplified = 0;
    for (long seed = 0; seed < GRAPHS; seed++) {
      RawGraph raw = new RawGraph(new Random(seed));
      Graph asItIs = Graph.of(Map.of("out", raw.output()));
      Node replayed = raw.replay(new GraphBuilder());
      Graph simpler = Graph.of(Map.of("out", replayed));
      String context = "seed " + seed + ":\n" + asItIs + "\nbecame\n" + simpler;
      assertEquals(raw.output().type(), replayed.type(), context);
      assertClose(raw.value(asItIs), raw.value(simpler), Tolerance.ROUNDING, context);
      simplified += simpler.nodes().size() < asItIs.nodes().size() ? 1 : 0;
    }
    assertTrue(simplified > GRAPHS / 2, "only " + simplified + " were simplified at all");
  }
}
