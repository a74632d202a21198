package io.sparkhessian.graph;

import java.util.List;

/** A node without operands: what the graph is a function of. */
public sealed interface Leaf extends Op {
  /** The names of what is given beside the parameters; no parameter can have one of them. */
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
            "a parameter is called '%s', as a part of the data is; call it otherwise than %s"
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
   * @param nonzeros how many are not zero, on the average, where they are sparse; else 0
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
   * The row of features of a sample, of which only the numbers other than zero are held: it goes
   * into products and nothing else.
   *
   * @param nonzeros how many those are on the average
   * @param squared whether each number is its square: what diagonals sum up
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

  /** Σ w over all samples, known before anything is evaluated. */
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

  /** A number or a matrix that is part of the objective itself. */
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

  /** The tangent placed at the node {@code name}: one matrix a direction. */
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
