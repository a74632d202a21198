package io.sparkhessian.quantity.products;

import io.sparkhessian.curvature.CurvatureProduct;
import io.sparkhessian.curvature.SampleSum;
import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.distributed.plan.BlockTask;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.results.Pieces;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.io.npy.NpyWriter;
import io.sparkhessian.io.npy.VectorFile;
import io.sparkhessian.io.npy.VectorReader;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.quantity.Line;
import io.sparkhessian.quantity.Numbers;
import io.sparkhessian.quantity.PieceLines;
import io.sparkhessian.quantity.SumComputation;
import io.sparkhessian.quantity.check.Check;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Computation of products with the vectors of a file, which the driver holds one wave at a time.
 */
public record ProductsComputation(
    ProductsSpec spec, CurvatureProduct product, VectorFile vectors, Plan plan)
    implements SumComputation<ProductStatistics> {
  public static final String FILE = "products.npy";

  @Override
  public SampleSum<?> sum(BlockTask task) {
    return sum(product, plan, task);
  }

  /** Returns a task with arbitrary vectors, since the cost does not depend on their values. */
  public static SampleSum<?> sum(CurvatureProduct product, Plan plan, BlockTask task) {
    DMatrixRMaj any = new DMatrixRMaj(task.rows(), plan.parameters());
    any.fill(1);
    return product.sum(any, task.from(), plan.chunkSize());
  }

  @Override
  public String phase() {
    return "products";
  }

  @Override
  public Written<ProductStatistics> write(
      DistributedProblem problem, OutputDirectory out, Progress.Counter done) throws IOException {
    ProductStatistics[] statistics = {ProductStatistics.EMPTY};
    int resumed;
    try (NpyWriter npy = new NpyWriter(out.create(FILE), vectors.shape())) {
      resumed =
          run(
              problem,
              (given, products) -> {
                npy.write(products.data, 0, products.getNumElements());
                statistics[0] = statistics[0].with(given, products);
              },
              problem.pieces(out),
              done);
    }
    return new Written<>(statistics[0], List.of(), resumed);
  }

  /**
   * Passes all vectors and their products to a sink.
   *
   * @return number of tasks whose products an earlier run had finished
   */
  public int run(
      DistributedProblem problem, ProductWaves.Sink sink, Pieces pieces, Progress.Counter done)
      throws IOException {
    try (VectorReader reader = vectors.read()) {
      return ProductWaves.of(problem, product).run(plan, reader::next, sink, pieces, done);
    }
  }

  @Override
  public List<Line> pieces() {
    return PieceLines.vectors(plan);
  }

  @Override
  public boolean replacesProducts() {
    return false;
  }

  @Override
  public List<Line> summary(ProductStatistics statistics) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        new Line(
            "products",
            "%s × %s, %s; largest entry %s"
                .formatted(
                    Amounts.count(plan.rows()),
                    Amounts.count(plan.parameters()),
                    Amounts.bytes(plan.resultBytes()),
                    Numbers.brief(statistics.largest()))));
    if (statistics.hasCurvature()) {
      lines.add(
          new Line(
              "curvature",
              "vᵀHv / vᵀv from %s to %s, %s"
                  .formatted(
                      Numbers.brief(statistics.smallestCurvature()),
                      Numbers.brief(statistics.largestCurvature()),
                      Numbers.negative(statistics.negative()))));
    }
    return lines;
  }

  @Override
  public Check check(LoadedJob loaded, OutputDirectory out, Manifest manifest) {
    return new ProductsCheck(this, loaded, out, manifest);
  }
}
