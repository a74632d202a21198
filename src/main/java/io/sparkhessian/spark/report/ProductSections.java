package io.sparkhessian.spark.report;

import io.sparkhessian.Failure;
import io.sparkhessian.io.VectorFile;
import io.sparkhessian.io.VectorReader;
import io.sparkhessian.report.DiagonalSummary;
import io.sparkhessian.report.Evidence;
import io.sparkhessian.report.Layer;
import io.sparkhessian.report.MatrixKind;
import io.sparkhessian.spark.results.ProductStatistics;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.ejml.data.DMatrixRMaj;

/** Of products Hv: the curvature vᵀHv / vᵀv along each vector. */
final class ProductSections {
  private static final DiagonalSummary.Words CURVATURES =
      new DiagonalSummary.Words("Curvature along the vectors", "Group", "Vector", "vᵀHv / vᵀv");

  private final Configuration hadoop;
  private final ResultNumbers numbers;

  ProductSections(Configuration hadoop, ResultNumbers numbers) {
    this.hadoop = hadoop;
    this.numbers = numbers;
  }

  Sections read() throws IOException {
    String vectors = numbers.manifest().inputs().getOrDefault("vectors", "");
    double[] curvatures;
    try {
      curvatures = curvatures(vectors);
    } catch (Failure gone) {
      Sections without = Sections.of(evidence(new double[0]));
      return new Sections(
          without.facts(),
          without.evidence(),
          without.heatmap(),
          without.diagonal(),
          without.spectrum(),
          without.comparisons(),
          List.of("The curvature along the vectors is not shown: " + gone.getMessage()));
    }
    Layer all = new Layer("vectors", 1, curvatures.length, 0);
    return new Sections(
        List.of(),
        evidence(curvatures),
        Optional.empty(),
        Optional.of(
            DiagonalSummary.of(CURVATURES, List.of(all), index -> "vector " + index, curvatures)),
        Optional.empty(),
        List.of(),
        List.of());
  }

  /** A curvature is between the smallest and the largest eigenvalue. */
  private Evidence evidence(double[] curvatures) {
    double[] sorted = curvatures.clone();
    Arrays.sort(sorted);
    double[] none = {};
    Evidence.Eigen eigen = new Evidence.Eigen(sorted, false, none, none);
    return numbers.evidence(MatrixKind.HESSIAN, none, none, eigen, List.of());
  }

  /** Of all vectors but those that are zero. */
  private double[] curvatures(String file) throws IOException {
    VectorFile vectors = VectorFile.open(hadoop, file, numbers.size());
    VectorFile products =
        VectorFile.open(hadoop, numbers.out().child("products.npy").absolute(), numbers.size());
    double[] curvatures = new double[Math.min(vectors.count(), products.count())];
    int known = 0;
    try (VectorReader each = vectors.read();
        VectorReader times = products.read()) {
      for (int k = 0; k < curvatures.length; k++) {
        DMatrixRMaj vector = each.next(1);
        double found =
            ProductStatistics.curvature(vector.data, times.next(1).data, 0, numbers.size());
        curvatures[known] = found;
        known += Double.isFinite(found) ? 1 : 0;
      }
    }
    return Arrays.copyOf(curvatures, known);
  }
}
