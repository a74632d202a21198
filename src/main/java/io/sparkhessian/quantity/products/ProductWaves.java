package io.sparkhessian.quantity.products;

import io.sparkhessian.curvature.CurvatureProduct;
import io.sparkhessian.distributed.plan.BlockTask;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.plan.Waves;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.results.Pieces;
import io.sparkhessian.distributed.tasks.ConcurrentWaves;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.distributed.tasks.SampleSet;
import io.sparkhessian.distributed.tasks.Tasks;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.broadcast.Broadcast;
import org.ejml.data.DMatrixRMaj;

/**
 * Distributed products of a matrix with many vectors, in waves. A task multiplies a range of the
 * vectors over all chunks in order; the driver holds the vectors and products of one wave.
 */
public final class ProductWaves {
  private final Tasks tasks;
  private final SampleSet samples;
  private final Broadcast<CurvatureProduct> product;

  /** Source of vectors. */
  @FunctionalInterface
  public interface Source {
    /** Returns the next vectors, count × N. */
    DMatrixRMaj next(int count) throws IOException;
  }

  /** Consumer of vectors and their products, in the order of the source. */
  @FunctionalInterface
  public interface Sink {
    void accept(DMatrixRMaj vectors, DMatrixRMaj products) throws IOException;
  }

  /** The vectors of a task; {@code first} is the index of the first one. */
  private record Part(int first, Broadcast<DMatrixRMaj> vectors) implements Serializable {
    @Override
    public String toString() {
      return "vectors from " + first;
    }
  }

  private ProductWaves(Tasks tasks, SampleSet samples, Broadcast<CurvatureProduct> product) {
    this.tasks = tasks;
    this.samples = samples;
    this.product = product;
  }

  /** Shares the product with the executors. */
  public static ProductWaves of(DistributedProblem problem, CurvatureProduct product) {
    return new ProductWaves(problem.tasks(), problem.samples(), problem.tasks().share(product));
  }

  public Tasks tasks() {
    return tasks;
  }

  /**
   * Multiplies the vectors of the source, one wave at a time.
   *
   * @return number of tasks whose products an earlier run had finished
   */
  public int run(Plan plan, Source source, Sink sink, Pieces pieces, Progress.Counter done)
      throws IOException {
    int resumed = 0;
    for (List<BlockTask> wave : Waves.of(plan.tasks(), plan.parameters())) {
      try (Tasks own = tasks.apart()) {
        resumed += run(own, wave, plan, source, sink, pieces, done);
      }
    }
    return resumed;
  }

  private int run(
      Tasks own,
      List<BlockTask> wave,
      Plan plan,
      Source source,
      Sink sink,
      Pieces pieces,
      Progress.Counter done)
      throws IOException {
    int resumed = 0;
    Map<Integer, DMatrixRMaj> vectors = new TreeMap<>();
    Map<Integer, DMatrixRMaj> products = new HashMap<>();
    for (BlockTask task : wave) {
      vectors.put(task.from(), source.next(task.rows()));
      Optional<DMatrixRMaj> kept = find(pieces, task.from(), task.rows(), plan.parameters());
      if (kept.isPresent()) {
        products.put(task.from(), kept.get());
        done.add(task.rows());
        resumed++;
      }
    }
    List<List<Part>> missing = new ArrayList<>();
    List<BlockTask> left =
        wave.stream().filter(task -> !products.containsKey(task.from())).toList();
    for (List<BlockTask> together : plan.with(left).waves()) {
      missing.add(
          together.stream()
              .map(task -> new Part(task.from(), own.share(vectors.get(task.from()))))
              .toList());
    }
    Iterator<DMatrixRMaj> computed = times(own, missing, plan, pieces, done).iterator();
    for (List<Part> together : missing) {
      for (Part part : together) {
        products.put(part.first(), computed.next());
      }
    }
    for (Map.Entry<Integer, DMatrixRMaj> given : vectors.entrySet()) {
      sink.accept(given.getValue(), products.get(given.getKey()));
    }
    return resumed;
  }

  private static Optional<DMatrixRMaj> find(Pieces pieces, int first, int rows, int size)
      throws IOException {
    return pieces
        .find(first, Math.multiplyExact(rows, size))
        .map(values -> DMatrixRMaj.wrap(rows, size, values));
  }

  private List<DMatrixRMaj> times(
      Tasks own, List<List<Part>> waves, Plan plan, Pieces pieces, Progress.Counter done) {
    Broadcast<CurvatureProduct> toAll = product;
    int chunkSize = plan.chunkSize();
    SampleSet.Stored<Part, DMatrixRMaj> kept =
        (part, dense) -> {
          DMatrixRMaj vectors = part.vectors().value();
          return find(pieces, part.first(), vectors.numRows, vectors.numCols);
        };
    return new ConcurrentWaves(own, "products", "Hessian-vector products")
        .values(
            waves,
            wave ->
                samples
                    .of(plan, own.spark())
                    .outcomes(
                        own,
                        wave,
                        kept,
                        part -> toAll.value().sum(part.vectors().value(), part.first(), chunkSize),
                        (part, products, dense) -> {
                          pieces.keep(part.first(), products.data);
                          done.add(products.numRows);
                          return products;
                        }));
  }
}
