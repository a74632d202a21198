package io.sparkhessian.curvature;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** What some groups of samples add to a quantity: matrices whose meaning its sum knows. */
public final class PartialSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ArrayList<DMatrixRMaj> matrices;

  PartialSums(List<DMatrixRMaj> matrices) {
    this.matrices = new ArrayList<>(matrices);
  }

  DMatrixRMaj matrix(int index) {
    return matrices.get(index);
  }

  /** The matrices from {@code from} to {@code to − 1}. */
  List<DMatrixRMaj> matrices(int from, int to) {
    return matrices.subList(from, to);
  }

  /** Those of them as a part of their own. */
  PartialSums range(int from, int to) {
    return new PartialSums(matrices.subList(from, to));
  }

  /** These and behind them the others. */
  PartialSums and(PartialSums others) {
    List<DMatrixRMaj> all = new ArrayList<>(matrices);
    all.addAll(others.matrices);
    return new PartialSums(all);
  }

  int count() {
    return matrices.size();
  }

  /** Whether no number is NaN or infinite. */
  boolean isFinite() {
    return matrices.stream()
        .allMatch(each -> FiniteCheck.worst(each.data, each.getNumElements()) < 0);
  }

  /** Adds the part of the groups that come next. */
  public void add(PartialSums later) {
    for (int m = 0; m < matrices.size(); m++) {
      DMatrixRMaj total = matrices.get(m);
      double[] more = later.matrices.get(m).data;
      for (int e = 0; e < total.getNumElements(); e++) {
        total.data[e] += more[e];
      }
    }
  }
}
