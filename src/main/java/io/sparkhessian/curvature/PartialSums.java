package io.sparkhessian.curvature;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Sums over some groups of samples, as matrices that {@link SampleSum} interprets. */
public final class PartialSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ArrayList<DMatrixRMaj> matrices;

  PartialSums(List<DMatrixRMaj> matrices) {
    this.matrices = new ArrayList<>(matrices);
  }

  DMatrixRMaj matrix(int index) {
    return matrices.get(index);
  }

  /** The matrices {@code from} to {@code to − 1}. */
  List<DMatrixRMaj> matrices(int from, int to) {
    return matrices.subList(from, to);
  }

  /** The matrices {@code from} to {@code to − 1} as partial sums. */
  PartialSums range(int from, int to) {
    return new PartialSums(matrices.subList(from, to));
  }

  /** The matrices of this part, followed by those of another part. */
  PartialSums and(PartialSums others) {
    List<DMatrixRMaj> all = new ArrayList<>(matrices);
    all.addAll(others.matrices);
    return new PartialSums(all);
  }

  int count() {
    return matrices.size();
  }

  /** Whether all numbers are finite. */
  boolean isFinite() {
    return matrices.stream()
        .allMatch(each -> FiniteCheck.worst(each.data, each.getNumElements()) < 0);
  }

  /** Adds the partial sums of later groups. */
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
