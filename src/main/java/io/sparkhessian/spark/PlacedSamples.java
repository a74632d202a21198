package io.sparkhessian.spark;

import io.sparkhessian.distributed.tasks.Placement;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.Samples;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/**
 * Samples that every executor holds, for any number of objectives and parameters over them; {@link
 * Hessians#over(Samples)} sends them anew for each quantity.
 */
public final class PlacedSamples implements AutoCloseable {
  private final Samples samples;
  private final Broadcast<List<Samples>> chunks;
  private boolean closed;

  private PlacedSamples(Samples samples, Broadcast<List<Samples>> chunks) {
    this.samples = samples;
    this.chunks = chunks;
  }

  /** Sends the samples to the executors of this session as they come to need them. */
  public static PlacedSamples on(SparkSession spark, Samples samples) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return new PlacedSamples(samples, context.broadcast(samples.chunks(Grouping.CHUNK)));
  }

  Samples samples() {
    return samples;
  }

  Placement placement() {
    return Placement.everywhere(chunks, Grouping.of(samples));
  }

  /** Whether the executors hold the samples still. */
  boolean isPlaced() {
    return chunks.isValid();
  }

  /** Frees what the executors hold; no Hessian over these samples can be used any more. */
  @Override
  public void close() {
    if (!closed) {
      chunks.destroy();
    }
    closed = true;
  }
}
