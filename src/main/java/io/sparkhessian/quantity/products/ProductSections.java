package io.sparkhessian.quantity.products;

import io.sparkhessian.quantity.report.FileVectors;
import io.sparkhessian.quantity.report.JobVectors;
import io.sparkhessian.quantity.report.ResultNumbers;
import io.sparkhessian.quantity.report.Sections;
import io.sparkhessian.report.diagnosis.Evidence;
import io.sparkhessian.report.diagnosis.MatrixKind;
import io.sparkhessian.report.figure.Chapter;
import io.sparkhessian.report.figure.Distribution;
import io.sparkhessian.report.figure.Layer;
import io.sparkhessian.report.figure.VectorShares;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Report sections of products Hv: the curvature vᵀHv / vᵀv along each vector. */
public record ProductSections(Configuration hadoop, ResultNumbers numbers, MatrixKind kind) {
  private static final Distribution.Words CURVATURES =
      new Distribution.Words(
          "curvature", "Curvature along the vectors", "Group", "Vector", "vᵀHv / vᵀv");

  public Sections read() throws IOException {
    String products = numbers.out().child("products.npy").absolute();
    VectorShares shares = new VectorShares(numbers.layers());
    List<String> warnings = new ArrayList<>();
    double[] curvatures = {};
    try (FileVectors stored = FileVectors.open(hadoop, products, numbers.size())) {
      Optional<FileVectors> vector =
          new JobVectors(hadoop, numbers).open("The curvature along the vectors is", warnings);
      curvatures = read(vector, stored, shares);
      if (vector.isPresent()) {
        vector.get().close();
      }
    }
    List<Chapter> chapters = new ArrayList<>();
    if (curvatures.length > 0) {
      Layer all = new Layer("vectors", 1, curvatures.length, 0);
      chapters.add(
          Distribution.of(CURVATURES, List.of(all), index -> "vector " + index, curvatures)
              .chapter());
    }
    chapters.add(
        new Chapter(
            "layers",
            "Products by layer",
            "",
            List.of(shares.figure("Share of each layer in the products Hv")),
            List.of()));
    return new Sections(
        List.of(), evidence(curvatures), List.of(), Optional.empty(), chapters, warnings);
  }

  /** Returns the range of the curvatures, which lies within the range of the eigenvalues. */
  private Evidence evidence(double[] curvatures) {
    double[] none = {};
    double[] ends =
        curvatures.length == 0
            ? none
            : new double[] {
              Arrays.stream(curvatures).min().orElseThrow(),
              Arrays.stream(curvatures).max().orElseThrow()
            };
    Evidence.Eigen eigen = new Evidence.Eigen(ends, false, none, none);
    return numbers.evidence(kind, none, none, eigen, List.of());
  }

  /** Reads all products and returns the curvatures along the non-zero vectors. */
  private double[] read(Optional<FileVectors> vectors, FileVectors products, VectorShares shares) {
    double[] curvatures = new double[products.count()];
    int known = 0;
    for (int k = 0; k < curvatures.length; k++) {
      double[] product = products.next();
      if (k < VectorShares.MOST) {
        shares.add("vector " + k, product);
      }
      if (vectors.isPresent()) {
        double[] vector = vectors.get().next();
        double found = ProductStatistics.curvature(vector, product, 0, numbers.size());
        curvatures[known] = found;
        known += Double.isFinite(found) ? 1 : 0;
      }
    }
    return Arrays.copyOf(curvatures, known);
  }
}
