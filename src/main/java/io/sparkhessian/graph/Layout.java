package io.sparkhessian.graph;

import java.util.List;

/** An operation that moves, repeats, selects or sums elements, linear in its first operand. */
public sealed interface Layout extends Op {

  /** Repeats its operand along the samples, rows or columns; the transpose of {@link SumTo}. */
  record BroadcastTo(boolean perSample, int rows, int columns) implements Layout {
    public static BroadcastTo of(Type target) {
      return new BroadcastTo(target.perSample(), target.rows(), target.columns());
    }

    @Override
    public Type infer(List<Type> operands) {
      Type from = operands.get(0);
      Type target = new Type(from.directional(), perSample, rows, columns);
      if (!from.broadcastsTo(target)) {
        throw new TypeException("%s cannot be repeated to %s".formatted(from, target));
      }
      return target;
    }
  }

  /** Sums its operand over the samples, rows or columns; the transpose of {@link BroadcastTo}. */
  record SumTo(boolean perSample, int rows, int columns) implements Layout {
    public static SumTo of(Type target) {
      return new SumTo(target.perSample(), target.rows(), target.columns());
    }

    @Override
    public Type infer(List<Type> operands) {
      Type from = operands.get(0);
      Type target = new Type(from.directional(), perSample, rows, columns);
      if (!target.broadcastsTo(from)) {
        throw new TypeException("%s cannot be summed to %s".formatted(from, target));
      }
      return target;
    }
  }

  /**
   * The columns from {@code from} to {@code to}, exclusive; the transpose of {@link PadColumns}.
   */
  record SliceColumns(int from, int to) implements Layout {
    @Override
    public Type infer(List<Type> operands) {
      Type type = operands.get(0);
      if (from < 0 || from >= to || to > type.columns()) {
        throw new TypeException("columns %d to %d of %s".formatted(from, to, type));
      }
      return new Type(type.directional(), type.perSample(), type.rows(), to - from);
    }
  }

  /** Adds zero columns before and after; the transpose of {@link SliceColumns}. */
  record PadColumns(int before, int after) implements Layout {
    @Override
    public Type infer(List<Type> operands) {
      Type type = operands.get(0);
      if (before < 0 || after < 0) {
        throw new TypeException("%d columns before, %d after".formatted(before, after));
      }
      return new Type(
          type.directional(), type.perSample(), type.rows(), before + type.columns() + after);
    }
  }

  /** The element x[label] of each sample's row x; the transpose of {@link Scatter}. */
  record Gather() implements Layout {
    @Override
    public Type infer(List<Type> operands) {
      Type from = operands.get(0);
      requireLabel(operands.get(1));
      if (!from.perSample() || from.rows() != 1) {
        throw new TypeException("gather takes one row per sample, not " + from);
      }
      return new Type(from.directional(), true, 1, 1);
    }
  }

  /** One row of zeros per sample with the operand at the label; the transpose of {@link Gather}. */
  record Scatter(int columns) implements Layout {
    @Override
    public Type infer(List<Type> operands) {
      Type from = operands.get(0);
      requireLabel(operands.get(1));
      if (from.size() != 1) {
        throw new TypeException("scatter takes one number per sample, not " + from);
      }
      return new Type(from.directional(), true, 1, columns);
    }
  }

  /**
   * The largest element of each row, treated as a constant by every derivative. Derivatives are
   * exact only if the shift cancels, as in log-sum-exp.
   */
  record RowMaxShift() implements Layout {
    @Override
    public Type infer(List<Type> operands) {
      Type from = operands.get(0);
      return new Type(from.directional(), from.perSample(), from.rows(), 1);
    }
  }

  private static void requireLabel(Type label) {
    if (!label.perSample() || label.size() != 1 || label.directional()) {
      throw new TypeException("a label is one number per sample, not " + label);
    }
  }
}
