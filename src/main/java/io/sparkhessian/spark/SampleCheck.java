package io.sparkhessian.spark;

import io.sparkhessian.Failure;
import io.sparkhessian.evaluate.Features;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.linalg.SparseRows;
import io.sparkhessian.objective.LabelRule;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleFunction;
import org.ejml.data.DMatrixRMaj;

/** Checks of samples and vectors; the first invalid number fails. */
final class SampleCheck {
  private static final LabelRule FINITE = LabelRule.real();
  private static final LabelRule WEIGHT = LabelRule.nonNegative();

  /** Rows that other rules than finiteness hold for. */
  private static final Set<String> OWN_RULE =
      Set.of(Leaf.SampleInput.LABEL, Leaf.SampleInput.WEIGHT);

  private SampleCheck() {}

  static void require(Samples samples, LabelRule labels) {
    if (samples.features() instanceof Features.Sparse features) {
      require(features.rows());
    } else {
      require("features", samples.dense(), FINITE::violation);
    }
    require("labels", samples.labels(), labels::violation);
    require("weights", samples.weights(), WEIGHT::violation);
    samples
        .rows()
        .forEach(
            (name, matrix) -> {
              if (!OWN_RULE.contains(name)) {
                require(name, matrix, FINITE::violation);
              }
            });
  }

  /**
   * Checks vectors.
   *
   * @throws Failure when they are not k × N with k ≥ 1, or a number is not finite
   */
  static void requireVectors(DMatrixRMaj vectors, int size) {
    if (vectors.numRows < 1 || vectors.numCols != size) {
      throw Failure.input(
          "vectors: the matrix is %d × %d; give one or more rows of %d numbers"
              .formatted(vectors.numRows, vectors.numCols, size));
    }
    for (int i = 0; i < vectors.getNumElements(); i++) {
      if (!Double.isFinite(vectors.data[i])) {
        throw Failure.input(
            "vectors: row %d, column %d is %s; give finite numbers"
                .formatted(i / size, i % size, vectors.data[i]));
      }
    }
  }

  private static void require(SparseRows features) {
    for (int row = 0; row < features.rows(); row++) {
      for (int k = features.start(row); k < features.start(row + 1); k++) {
        double number = features.value(k);
        if (FINITE.violation(number).isPresent()) {
          throw wrong("features", row, features.column(k), number, FINITE.violation(number).get());
        }
      }
    }
  }

  private static Failure wrong(String what, int row, int column, double number, String rule) {
    return Failure.input(
        "samples: %s at row %d, column %d: %s %s; correct it or leave the row out"
            .formatted(what, row, column, number, rule));
  }

  private static void require(
      String what, DMatrixRMaj numbers, DoubleFunction<Optional<String>> rule) {
    for (int i = 0; i < numbers.getNumElements(); i++) {
      Optional<String> wrong = rule.apply(numbers.data[i]);
      if (wrong.isPresent()) {
        throw wrong(what, i / numbers.numCols, i % numbers.numCols, numbers.data[i], wrong.get());
      }
    }
  }
}
