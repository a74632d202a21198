package io.sparkhessian.io.data;

import io.sparkhessian.Failure;
import io.sparkhessian.evaluate.FeatureShape;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.SampleGroup;
import io.sparkhessian.evaluate.SampleShape;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.io.file.ContentDigest;
import io.sparkhessian.job.DataSpec;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Assembles the rows of a data source to groups that stay on the executors. The rows of a group
 * depend only on the order of all rows. Only outlines of the chunks reach the driver.
 */
final class PartitionedAssembly {
  /** Maximum length of a chunk's array that is allocated in advance. */
  private static final long LARGEST_GUESS = 1 << 20;

  private final DataSpec source;
  private final FeatureShape features;
  private final RowLayout layout;
  private final Grouping grouping;

  /** First row of a chunk, and for each key the codes that replace the codes of the chunk. */
  @SuppressWarnings("ArrayRecordComponent") // sent, never compared
  private record Place(long firstRow, int[][] codes) implements Serializable {}

  /** Consecutive rows of one group. */
  private record Slice(long firstRow, RowBatch rows) implements Serializable {}

  /** Summary of a group for the driver. */
  private record Summary(double weight, long bytes, String digest) implements Serializable {}

  private PartitionedAssembly(DataSpec source, FeatureShape features, RowLayout layout) {
    this.source = source;
    this.features = features;
    this.layout = layout;
    this.grouping = Grouping.ofSamples(SampleShape.bytesOfSample(features, layout.width()));
  }

  /**
   * Returns the rows as samples.
   *
   * @param outlines outlines of the chunks, in order
   * @param sparse whether the chunks have sparse features
   * @throws Failure of kind input for the first invalid row
   */
  static SampleData samples(
      DataSpec source,
      RowLayout layout,
      KeyTables keys,
      List<DataChunk> outlines,
      JavaRDD<DataChunk> pieces,
      boolean sparse) {
    DataAssembly.checkErrors(source, outlines);
    FeatureShape shape = DataAssembly.shape(layout.features(), outlines, sparse);
    return new PartitionedAssembly(source, shape, layout).read(keys, outlines, pieces);
  }

  private SampleData read(KeyTables keys, List<DataChunk> outlines, JavaRDD<DataChunk> pieces) {
    Map<String, Place> places = new HashMap<>();
    int count = places(keys, outlines, places);
    return summarized(groups(pieces, places, count), count);
  }

  private int places(KeyTables keys, List<DataChunk> outlines, Map<String, Place> places) {
    long rows = 0;
    for (DataChunk outline : outlines) {
      places.put(outline.key(), new Place(rows, keys.add(outline)));
      rows += outline.rows();
    }
    if (rows == 0) {
      throw source.noRows();
    }
    if (rows > Integer.MAX_VALUE) {
      throw Failure.refused(
          "%s has %d rows, more than %d; use fewer"
              .formatted(source.path(), rows, Integer.MAX_VALUE));
    }
    return (int) rows;
  }

  private JavaRDD<SampleGroup> groups(
      JavaRDD<DataChunk> stored, Map<String, Place> places, int count) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(stored.context());
    Broadcast<Map<String, Place>> toAll = spark.broadcast(places);
    int size = grouping.size();
    FeatureShape shape = features;
    Map<String, Integer> others = layout.others();
    JavaPairRDD<Integer, Slice> slices =
        stored.flatMapToPair(
            piece ->
                slices(piece, shape.columns(), toAll.value().get(piece.key()), size).iterator());
    return slices
        .partitionBy(new HashPartitioner(grouping.groups(count)))
        .mapPartitionsWithIndex((index, rows) -> group(index, rows, shape, others), true)
        .persist(StorageLevel.MEMORY_AND_DISK())
        .setName("groups of samples");
  }

  private static List<Tuple2<Integer, Slice>> slices(
      DataChunk chunk, int columns, Place place, int size) {
    RowBatch piece = chunk.batch(columns, place.codes());
    List<Tuple2<Integer, Slice>> slices = new ArrayList<>();
    int done = 0;
    while (done < piece.rows()) {
      long row = place.firstRow() + done;
      int count = (int) Math.min(piece.rows() - done, size - row % size);
      Slice slice = new Slice(row, piece.between(done, done + count));
      slices.add(new Tuple2<>((int) (row / size), slice));
      done += count;
    }
    return slices;
  }

  private static Iterator<SampleGroup> group(
      int index,
      Iterator<Tuple2<Integer, Slice>> rows,
      FeatureShape shape,
      Map<String, Integer> others) {
    List<Slice> slices = new ArrayList<>();
    rows.forEachRemaining(pair -> slices.add(pair._2()));
    slices.sort(Comparator.comparingLong(Slice::firstRow));
    int left = slices.stream().mapToInt(slice -> slice.rows().rows()).sum();
    List<Samples> chunks = new ArrayList<>();
    long nonzeros = Math.min(LARGEST_GUESS, (long) shape.stored() * Grouping.CHUNK);
    SamplesBuilder chunk =
        new SamplesBuilder(Math.min(left, Grouping.CHUNK), shape, nonzeros, others);
    for (Slice slice : slices) {
      for (int row = 0; row < slice.rows().rows(); row++) {
        if (chunk.isFull()) {
          chunks.add(chunk.build());
          left -= Grouping.CHUNK;
          chunk = new SamplesBuilder(Math.min(left, Grouping.CHUNK), shape, nonzeros, others);
        }
        chunk.add(slice.rows(), row);
      }
    }
    chunks.add(chunk.build());
    return List.of(new SampleGroup(index, chunks)).iterator();
  }

  private SampleData summarized(JavaRDD<SampleGroup> groups, int count) {
    List<Summary> summaries =
        groups
            .map(
                group ->
                    new Summary(
                        Grouping.weight(group.chunks()),
                        group.bytes(),
                        SampleDigest.of(group.chunks())))
            .collect();
    double weight = 0;
    long largest = 0;
    ContentDigest digest = new ContentDigest();
    for (Summary summary : summaries) {
      weight += summary.weight();
      largest = Math.max(largest, summary.bytes());
      digest.add(summary.digest());
    }
    if (weight == 0) {
      throw DataAssembly.noWeight(source);
    }
    return new SampleData.Partitioned(
        groups, new SampleShape(count, features, layout.width(), weight), largest, digest.hex());
  }
}
