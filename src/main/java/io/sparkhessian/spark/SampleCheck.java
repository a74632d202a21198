package io.sparkhessian.spark;

import io.sparkhessian.Failure;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.objective.LabelRule;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.ejml.data.DMatrixRMaj;

/** Stops at the first number of some samples that is not finite, or not what it may be. */
final class SampleCheck {
  private static final LabelRule FINITE = LabelRule.real();
  private static final LabelRule WEIGHT = LabelRule.nonNegative();

  private SampleCheck() {}

  static void require(Samples samples, LabelRule labels) {
    require("features", samples.features(), FINITE::violation);
    require("labels", samples.labels(), labels::violation);
    require("weights", samples.weights(), WEIGHT::violation);
  }

  private static void require(
      String what, DMatrixRMaj numbers, DoubleFunction<Optional<String>> rule) {
    for (int i = 0; i < numbers.getNumElements(); i++) {
      Optional<String> wrong = rule.apply(numbers.data[i]);
      if (wrong.isPresent()) {
        throw Failure.input(
            "samples: the %s have at row %d, column %d %s, which %s; mend it or leave the row out"
                .formatted(
                    what, i / numbers.numCols, i % numbers.numCols, numbers.data[i], wrong.get()));
      }
    }
  }
}
