package io.sparkhessian.autodiff.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.evaluate.kernels.OpKernel;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Op;
import io.sparkhessian.graph.OpClasses;
import io.sparkhessian.graph.Unary;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleTablesTest {

  @Test
  void findsTheOperationsOfEveryKind() {
    Set<Class<? extends Op>> all = OpClasses.under(Op.class);
    assertTrue(all.contains(Leaf.Seed.class), all.toString());
    assertTrue(all.contains(Unary.Power.class), all.toString());
    assertTrue(all.stream().allMatch(Class::isRecord), all.toString());
  }

  @Test
  void everyOperationHasATangent() {
    assertEquals(OpClasses.under(Op.class), TangentRule.TABLE.keySet());
  }

  @Test
  void everyOperationHasASecondDerivative() {
    assertEquals(OpClasses.under(Op.class), TaylorRule.TABLE.keySet());
  }

  @Test
  void everyOperationHasCotangents() {
    assertEquals(OpClasses.under(Op.class), CotangentRule.TABLE.keySet());
  }

  @Test
  void everyOperationHasSquares() {
    assertEquals(OpClasses.under(Op.class), SquareRule.TABLE.keySet());
  }

  @Test
  void everyOperationButTheLeavesHasAKernel() {
    Set<Class<? extends Op>> computed = new HashSet<>(OpClasses.under(Op.class));
    computed.removeAll(OpClasses.under(Leaf.class));
    assertEquals(computed, OpKernel.TABLE.keySet());
  }

  @Test
  void everyFunctionOfOneNumberHasDerivatives() {
    assertEquals(OpClasses.under(Unary.class), Derivative.TABLE.keySet());
  }
}
