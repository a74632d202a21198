package io.sparkhessian.quantity.products;

import io.sparkhessian.curvature.CurvatureProduct;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.io.npy.VectorFile;
import io.sparkhessian.job.QuantitySection;
import io.sparkhessian.quantity.Computation;
import io.sparkhessian.quantity.MatrixChoice;
import io.sparkhessian.quantity.Quantity;
import io.sparkhessian.quantity.report.ResultNumbers;
import io.sparkhessian.quantity.report.Sections;
import java.io.IOException;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/** Products of a matrix with given vectors. */
public final class ProductsQuantity implements Quantity<ProductsSpec> {
  static final String WORD = "hvp";

  /** Report label of {@code tile} in plans whose tasks multiply vectors. */
  public static final String TILE_LABEL = "Vectors per task";

  @Override
  public String word() {
    return WORD;
  }

  @Override
  public List<String> keys() {
    return List.of("vectors", "of", "empirical");
  }

  @Override
  public ProductsSpec read(QuantitySection section) {
    MatrixChoice of = MatrixChoice.read(section);
    String advice = "give a .npy file of the vectors to multiply with";
    return new ProductsSpec(of, section.path("vectors", advice));
  }

  @Override
  public List<String> files() {
    return List.of(ProductsComputation.FILE);
  }

  @Override
  public String title(ProductsSpec spec) {
    return "exact products of vectors with the " + spec.of().title();
  }

  @Override
  public Computation<?> computation(LoadedJob loaded, ProductsSpec spec, Planner planner) {
    CurvatureProduct product = spec.of().matrix().product(loaded.problem());
    VectorFile vectors = loaded.vectors().orElseThrow();
    return new ProductsComputation(
        spec, product, vectors, planner.products(product, vectors.count()));
  }

  @Override
  public String tileLabel() {
    return TILE_LABEL;
  }

  @Override
  public Sections sections(JavaSparkContext spark, ResultNumbers numbers, ProductsSpec spec)
      throws IOException {
    return new ProductSections(spark.hadoopConfiguration(), numbers, spec.of().kind()).read();
  }
}
