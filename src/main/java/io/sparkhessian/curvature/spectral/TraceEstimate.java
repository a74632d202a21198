package io.sparkhessian.curvature.spectral;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.RunningMeans;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.Rows;
import java.io.Serializable;
import org.ejml.data.DMatrixRMaj;

/**
 * An estimate of an operator's trace from products with random vectors.
 *
 * @param standardError standard error of the value, at least the rounding error of the sum
 * @param products number of Hessian-vector products
 */
public record TraceEstimate(double value, double standardError, int products)
    implements Serializable {

  /** Hutchinson's estimate: the mean of zᵀHz over Rademacher probes z (1989). */
  public static TraceEstimate hutchinson(
      LinearOperator operator, int probes, int together, long seed) {
    atLeast(2, probes);
    Moments moments = new Moments();
    for (int first = 0; first < probes; first += together) {
      int count = Math.min(together, probes - first);
      DMatrixRMaj vectors = RandomVectors.RADEMACHER.rows(seed, first, count, operator.size());
      moments.addForms(operator, vectors);
    }
    return new TraceEstimate(moments.mean(), moments.standardError(), probes);
  }

  /**
   * Hutch++ (Meyer, Musco, Musco and Woodruff 2021): exact on a subspace that captures the large
   * eigenvalues and costs a third of the products, and Hutchinson's estimate on its complement.
   *
   * @param products number of products
   * @param together number of products at once
   */
  public static TraceEstimate hutchPlusPlus(
      LinearOperator operator, int products, int together, long seed, DenseKernels dense) {
    atLeast(6, products);
    int size = operator.size();
    int sketch = Math.min(products / 3, size);
    OrthonormalRows range = new OrthonormalRows(sketch, size, dense);
    for (int first = 0; first < sketch; first += together) {
      int count = Math.min(together, sketch - first);
      DMatrixRMaj images = operator.times(RandomVectors.GAUSSIAN.rows(seed, first, count, size));
      for (int i = 0; i < count; i++) {
        range.addRest(images, i);
      }
    }
    Moments inside = new Moments();
    for (int first = 0; first < range.count(); first += together) {
      int count = Math.min(together, range.count() - first);
      inside.addForms(operator, range.rows(first, count));
    }
    int taken = sketch + range.count();
    if (range.count() == size) {
      return new TraceEstimate(inside.sum(), inside.rounding(), taken);
    }
    Moments outside = new Moments();
    for (int first = taken; first < products; first += together) {
      int count = Math.min(together, products - first);
      DMatrixRMaj vectors = RandomVectors.RADEMACHER.rows(seed, first, count, size);
      for (int i = 0; i < count; i++) {
        range.remove(vectors, i);
      }
      outside.addForms(operator, vectors);
    }
    double error = Math.max(outside.standardError(), inside.rounding());
    return new TraceEstimate(inside.sum() + outside.mean(), error, products);
  }

  private static void atLeast(int least, int products) {
    if (products < least) {
      throw Failure.input("a trace from %d products; use at least %d".formatted(products, least));
    }
  }

  /** The numbers zᵀHz: their sum, mean and its standard error. */
  private static final class Moments {
    private final RunningMeans forms = new RunningMeans(1);
    private double sum;
    private double sizes;

    void addForms(LinearOperator operator, DMatrixRMaj vectors) {
      DMatrixRMaj products = operator.times(vectors);
      for (int i = 0; i < vectors.numRows; i++) {
        double form = Rows.dot(vectors, i, products, i);
        sum += form;
        sizes += Math.abs(form);
        forms.add(any -> form);
      }
    }

    double sum() {
      return sum;
    }

    /** Rounding error of the sum. */
    double rounding() {
      return Math.ulp(1.0) * sizes;
    }

    double mean() {
      return forms.means()[0];
    }

    double standardError() {
      return forms.standardErrors()[0];
    }
  }
}
