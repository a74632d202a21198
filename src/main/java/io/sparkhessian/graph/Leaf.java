package io.sparkhessian.graph;

import java.util.List;

/** A node without operands: an input of the graph or a constant. */
public sealed interface Leaf extends Op {
  /** Names of the inputs other than parameters, which no parameter may have. */
  List<String> RESERVED =
      List.of(SampleInput.FEATURES, SampleInput.LABEL, SampleInput.WEIGHT, TotalWeight.NAME);

  String name();

  Type type();

  @Override
  default Type infer(List<Type> operands) {
    return type();
  }

  @Override
  default String label() {
    return name();
  }

  /**
   * A parameter matrix; its elements are numbered row by row.
   *
   * @param penalised whether l2 applies to it; intercepts and biases are not penalised
   */
  record Parameter(String name, int rows, int columns, boolean penalised) implements Leaf {
    public Parameter {
      if (RESERVED.contains(name)) {
        throw new TypeException(
            "the parameter name '%s' is reserved for the data; choose a name other than %s"
                .formatted(name, String.join(", ", RESERVED)));
      }
    }

    @Override
    public Type type() {
      return Type.shared(rows, columns);
    }
  }

  /**
   * The features of a sample.
   *
   * @param nonzeros average number of nonzeros of sparse features; 0 for dense features
   */
  static Leaf features(int columns, int nonzeros) {
    return nonzeros > 0
        ? new SparseFeatures(columns, nonzeros, false)
        : new SampleInput(SampleInput.FEATURES, columns);
  }

  /** A row of numbers for each sample, by its name in {@link Columns}. */
  record SampleInput(String name, int columns) implements Leaf {
    public static final String FEATURES = "features";
    public static final String LABEL = "label";
    public static final String OFFSET = "offset";
    public static final String WEIGHT = "weight";

    @Override
    public Type type() {
      return Type.perSample(columns);
    }
  }

  /**
   * One row of features per sample, of which only the nonzeros are stored. Only products can use
   * it.
   *
   * @param nonzeros average number of nonzeros of a sample
   * @param squared whether each number is squared, as the sums of diagonals require
   */
  record SparseFeatures(int columns, int nonzeros, boolean squared) implements Leaf {
    @Override
    public String name() {
      return squared ? "squared " + SampleInput.FEATURES : SampleInput.FEATURES;
    }

    @Override
    public Type type() {
      return Type.perSample(columns);
    }
  }

  /** Σ w over all samples, known before evaluation. */
  record TotalWeight() implements Leaf {
    public static final String NAME = "totalWeight";

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Type type() {
      return Type.scalar();
    }
  }

  /** A constant number or matrix. */
  record Constant(Values values) implements Leaf {
    public static Constant of(double number) {
      return new Constant(Values.scalar(number));
    }

    @Override
    public String name() {
      return values.toString();
    }

    @Override
    public Type type() {
      return Type.shared(values.rows(), values.columns());
    }
  }

  /** The tangent at the node {@code name}: one matrix per direction. */
  record Seed(String name, Type type) implements Leaf {
    public Seed {
      if (!type.directional()) {
        throw new TypeException("a seed has directions, not " + type);
      }
    }

    @Override
    public String label() {
      return "seed(" + name + ")";
    }
  }
}
