package io.sparkhessian.spark.run;

import io.sparkhessian.curvature.HessianVectorProduct;
import io.sparkhessian.io.NpyWriter;
import io.sparkhessian.io.OutputDirectory;
import io.sparkhessian.io.VectorFile;
import io.sparkhessian.io.VectorReader;
import io.sparkhessian.spark.plan.Plan;
import java.io.IOException;
import java.util.List;

/** The products with the vectors of a file, which pass through the driver wave by wave. */
record ProductsComputation(HessianVectorProduct product, VectorFile vectors, Plan plan)
    implements Computation {
  static final String FILE = "products.npy";

  @Override
  public String phase() {
    return "products";
  }

  @Override
  public Written write(DistributedProblem problem, OutputDirectory out, Progress.Counter done)
      throws IOException {
    ProductStatistics[] statistics = {ProductStatistics.OF_NONE};
    try (NpyWriter npy = new NpyWriter(out.create(FILE), vectors.shape())) {
      run(
          problem,
          (given, products) -> {
            npy.write(products.data, 0, products.getNumElements());
            statistics[0] = statistics[0].with(given, products);
          },
          done);
    }
    return new Written(statistics[0], List.of());
  }

  /** Hands every vector, with its product, to a sink. */
  void run(DistributedProblem problem, ProductWaves.Sink sink, Progress.Counter done)
      throws IOException {
    try (VectorReader reader = vectors.read()) {
      problem.products(product, plan, reader::next, sink, done);
    }
  }
}
