package io.sparkhessian.spark;

import io.sparkhessian.distributed.tasks.BroadcastSamples;
import io.sparkhessian.distributed.tasks.SampleSet;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.Samples;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/**
 * Samples that are broadcast once for any number of objectives, parameters and quantities; {@link
 * Hessians#over(Samples)} broadcasts them for each quantity.
 */
public final class PlacedSamples implements AutoCloseable {
  private final Samples samples;
  private final Broadcast<List<Samples>> chunks;
  private boolean closed;

  private PlacedSamples(Samples samples, Broadcast<List<Samples>> chunks) {
    this.samples = samples;
    this.chunks = chunks;
  }

  /** Broadcasts the samples to the executors of a session. */
  public static PlacedSamples on(SparkSession spark, Samples samples) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return new PlacedSamples(samples, context.broadcast(samples.chunks(Grouping.CHUNK)));
  }

  Samples samples() {
    return samples;
  }

  SampleSet set() {
    return new BroadcastSamples(chunks, Grouping.of(samples));
  }

  /** Whether the executors still hold the samples. */
  boolean isPlaced() {
    return chunks.isValid();
  }

  /** Frees the samples on the executors; Hessians over these samples cannot be used afterwards. */
  @Override
  public void close() {
    if (!closed) {
      chunks.destroy();
    }
    closed = true;
  }
}
