package io.sparkhessian.graph;

/** A graph that makes no sense: shapes that do not fit, or a value used in the wrong place. */
public final class TypeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TypeException(String message) {
    super(message);
  }
}
