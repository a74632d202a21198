package io.sparkhessian.spark.run;

import io.sparkhessian.curvature.HessianVectorProduct;
import io.sparkhessian.spark.plan.BlockTask;
import io.sparkhessian.spark.plan.Plan;
import io.sparkhessian.spark.plan.Waves;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.ejml.data.DMatrixRMaj;

/**
 * Products of the Hessian with many vectors, wave by wave: a task has a range of the vectors and
 * sees all chunks in their order, and the driver holds the vectors and products of one wave.
 */
public final class ProductWaves {
  private final JavaSparkContext spark;
  private final Tasks tasks;
  private final Placement samples;
  private final Broadcast<HessianVectorProduct> product;

  /** Gives the next vectors. */
  @FunctionalInterface
  public interface Source {
    /** count × N. */
    DMatrixRMaj next(int count) throws IOException;
  }

  /** Takes vectors and their products, in the order in which the source gave them. */
  @FunctionalInterface
  public interface Sink {
    void accept(DMatrixRMaj vectors, DMatrixRMaj products) throws IOException;
  }

  /** The vectors of a task, from the one of number {@code first} on. */
  private record Part(int first, Broadcast<DMatrixRMaj> vectors) implements Serializable {}

  ProductWaves(
      JavaSparkContext spark,
      Tasks tasks,
      Placement samples,
      Broadcast<HessianVectorProduct> product) {
    this.spark = spark;
    this.tasks = tasks;
    this.samples = samples;
    this.product = product;
  }

  void run(Plan plan, Source source, Sink sink, Progress.Counter done) throws IOException {
    for (List<BlockTask> wave : Waves.of(plan.tasks(), plan.parameters())) {
      List<Part> parts = new ArrayList<>();
      for (BlockTask task : wave) {
        parts.add(new Part(task.from(), tasks.share(source.next(task.rows()))));
      }
      List<DMatrixRMaj> products = times(parts, plan.samplesAtOnce(), done);
      for (int part = 0; part < parts.size(); part++) {
        Broadcast<DMatrixRMaj> vectors = parts.get(part).vectors();
        sink.accept(vectors.value(), products.get(part));
        tasks.release(vectors);
      }
    }
  }

  private List<DMatrixRMaj> times(List<Part> parts, int chunkSize, Progress.Counter done) {
    Broadcast<HessianVectorProduct> toAll = product;
    return Stages.named(
        spark,
        "products",
        "Hessian-vector products",
        () ->
            samples.each(
                tasks,
                parts,
                part -> toAll.value().sum(part.vectors().value(), part.first(), chunkSize),
                (part, products, dense) -> {
                  done.add(products.numRows);
                  return products;
                }));
  }
}
