package io.sparkhessian.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Finds directions that change nothing and that no dead parameter explains: collinear inputs. */
final class FlatDirections {
  private static final int NAMED = 8;

  private FlatDirections() {}

  static List<Finding> in(Evidence evidence) {
    double[] values = evidence.eigenvalues();
    double zero = evidence.l2() + Evidence.NOTHING * evidence.largest();
    long flat = Arrays.stream(values).filter(value -> Math.abs(value) <= zero).count();
    boolean[] dead = new boolean[evidence.diagonal().length];
    int deadCount = 0;
    for (int i = 0; i < dead.length; i++) {
      dead[i] = evidence.flat(i);
      deadCount += dead[i] ? 1 : 0;
    }
    long unexplained = flat - deadCount - evidence.freeShifts();
    if (unexplained <= 0) {
      return flat > 0 && evidence.freeShifts() > 0 ? List.of(shifts(evidence)) : List.of();
    }
    return List.of(collinear(evidence, unexplained, dead));
  }

  private static Finding shifts(Evidence evidence) {
    return new Finding(
        Verdict.FINE,
        "Some directions are flat by nature",
        "%d directions add the same number to all outputs of the softmax, which changes no"
                .formatted(evidence.freeShifts())
            + " probability; their eigenvalues are zero but for the regulariser.",
        "",
        List.of());
  }

  private static Finding collinear(Evidence evidence, long count, boolean[] dead) {
    List<Integer> involved =
        IntStream.range(0, evidence.flat().length)
            .filter(index -> !dead[index])
            .boxed()
            .sorted(Comparator.comparingDouble(index -> -evidence.flat()[index]))
            .toList();
    double most = involved.isEmpty() ? 0 : evidence.flat()[involved.get(0)];
    List<Integer> named =
        involved.stream().filter(index -> evidence.flat()[index] > 0.1 * most).toList();
    String spread =
        named.size() > NAMED
            ? " They spread over %d parameters; the first are named.".formatted(named.size())
            : "";
    return new Finding(
        Verdict.PROBLEM,
        "Some parameters can be traded against each other without any effect",
        "%d %s zero beside the largest, %s, and no dead parameter explains %s.%s"
            .formatted(
                count,
                count == 1 ? "eigenvalue is" : "eigenvalues are",
                Shown.text(evidence.largest()),
                count == 1 ? "it" : "them",
                spread),
        "Their inputs are most likely linearly dependent (a column twice, a sum of others, all"
            + " categories of a dummy beside an intercept): leave one out, or add l2.",
        named.stream().limit(NAMED).map(evidence.names()::apply).toList());
  }
}
