package io.sparkhessian.distributed.results;

/** Figures that summarise the numbers of a result. */
public interface Statistics {}
