package io.sparkhessian.graph;

import java.util.List;

/** An elementwise function of two operands, which broadcast along axes of length 1. */
public sealed interface Binary extends Op {

  @Override
  default Type infer(List<Type> operands) {
    return Type.broadcast(operands.get(0), operands.get(1));
  }

  record Add() implements Binary {}

  record Subtract() implements Binary {}

  record Multiply() implements Binary {}

  record Divide() implements Binary {}
}
