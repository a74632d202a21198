package io.sparkhessian.job;

/** What is computed from an operator. */
public sealed interface OperatorQuantity permits SpectrumSpec, TraceSpec, SolveSpec {}
