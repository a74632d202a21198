package io.sparkhessian.curvature;

import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.DenseKernels;
import java.util.List;

/**
 * Finds the origin of NaN and infinity: the first sample that makes a sum not finite, and the first
 * operation on the sample, in the order of evaluation, whose result is not finite.
 *
 * @param sum a sum of only the number, or of few numbers
 * @param operations the operations that lead to the number
 * @param along name of the derivatives' direction in errors; empty for the gradient
 */
record NonFiniteSearch(SampleSum<?> sum, TracedOperations operations, String along) {

  /**
   * Describes the origin in a group of samples.
   *
   * @param first number of the group's first sample
   */
  String in(List<Samples> group, long first, DenseKernels dense) {
    if (isFinite(sum, group, dense)) {
      return inTotal(dense);
    }
    long before = first;
    for (Samples chunk : group) {
      if (!isFinite(sum, List.of(chunk), dense)) {
        return inChunk(chunk, before, dense);
      }
      before += chunk.count();
    }
    return prefix() + sumOf(first, before);
  }

  /** Describes the origin if the terms of all samples are finite. */
  String inTotal(DenseKernels dense) {
    return prefix()
        + operations
            .onParameters(dense)
            .map(finding -> finding.describe(""))
            .orElse("the sum over all samples overflows, although each term is finite");
  }

  private String inChunk(Samples chunk, long first, DenseKernels dense) {
    for (int s = 0; s < chunk.count(); s++) {
      Samples one = chunk.between(s, s + 1);
      if (!isFinite(sum, List.of(one), dense)) {
        String where = " at sample %d of the data (counted from 0)".formatted(first + s);
        return prefix()
            + operations
                .on(one, dense)
                .map(finding -> finding.describe(where))
                .orElse("a product of inputs and finite derivatives overflows" + where);
      }
    }
    return prefix() + sumOf(first, first + chunk.count());
  }

  private static String sumOf(long from, long to) {
    return "the sum over samples %d to %d of the data (counted from 0) overflows, although each term is finite"
        .formatted(from, to - 1);
  }

  private String prefix() {
    return along.isEmpty() ? "" : "along %s, ".formatted(along);
  }

  private static <T> boolean isFinite(SampleSum<T> sum, List<Samples> group, DenseKernels dense) {
    PartialSums part = sum.part(group, dense);
    return part.isFinite() || sum.nonFinite(sum.finish(part, dense)).isEmpty();
  }
}
