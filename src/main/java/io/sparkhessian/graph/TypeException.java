package io.sparkhessian.graph;

/** An ill-typed graph: shapes do not match, or a value is used where its type is not allowed. */
public final class TypeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TypeException(String message) {
    super(message);
  }
}
