package io.sparkhessian.job;

/** What is computed from an operator. */
public sealed interface OperatorQuantity permits ProductsSpec, SpectrumSpec, TraceSpec, SolveSpec {}
