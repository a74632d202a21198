package io.sparkhessian.io.data;

import io.sparkhessian.Failure;
import io.sparkhessian.evaluate.FeatureShape;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.SampleGroup;
import io.sparkhessian.evaluate.SampleShape;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.io.file.ContentDigest;
import io.sparkhessian.io.source.DataColumn;
import io.sparkhessian.io.source.DataColumn.Role;
import io.sparkhessian.io.source.DataSource;
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
 * Puts the rows of a data source together in groups that lie with the executors. Which rows make a
 * group depends on their order alone; the driver sees of each piece where it is from and its count.
 */
final class SpreadAssembly {
  /** Numbers of a chunk that room is made for before they are seen. */
  private static final long LARGEST_GUESS = 1 << 20;

  private final DataSource source;
  private final FeatureShape features;
  private final int labels;
  private final Grouping grouping;

  /** Consecutive rows of one group. */
  private record Slice(long firstRow, RowBatch rows) implements Serializable {}

  /** What the driver is told of a group. */
  private record Summary(double weight, long bytes, String digest) implements Serializable {}

  private SpreadAssembly(DataSource source, FeatureShape features, int labels) {
    this.source = source;
    this.features = features;
    this.labels = labels;
    this.grouping = Grouping.ofSamples(SampleShape.bytesOfSample(features, labels));
  }

  /**
   * The rows as samples; the first wrong row is a failure.
   *
   * @param outlines of the pieces, in order
   * @param sparse whether the pieces have their features sparse
   */
  static DataTable table(
      DataSource source,
      List<DataColumn> columns,
      List<DataChunk> outlines,
      JavaRDD<DataChunk> pieces,
      boolean sparse) {
    DataAssembly.checkErrors(source, outlines);
    List<String> labels = DataAssembly.names(columns, Role.LABEL);
    FeatureShape shape = DataAssembly.shape(columns, outlines, sparse);
    SampleData data = new SpreadAssembly(source, shape, labels.size()).read(outlines, pieces);
    return new DataTable(data, DataAssembly.names(columns, Role.FEATURE), labels);
  }

  private SampleData read(List<DataChunk> outlines, JavaRDD<DataChunk> pieces) {
    Map<String, Long> firstRows = new HashMap<>();
    int count = firstRows(outlines, firstRows);
    return summarized(groups(pieces, firstRows, count), count);
  }

  private int firstRows(List<DataChunk> outlines, Map<String, Long> firstRows) {
    long rows = 0;
    for (DataChunk outline : outlines) {
      firstRows.put(outline.key(), rows);
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
      JavaRDD<DataChunk> stored, Map<String, Long> firstRows, int count) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(stored.context());
    Broadcast<Map<String, Long>> toAll = spark.broadcast(firstRows);
    int size = grouping.size();
    FeatureShape shape = features;
    int m = labels;
    JavaPairRDD<Integer, Slice> slices =
        stored.flatMapToPair(
            piece ->
                slices(piece.batch(shape.columns()), toAll.value().get(piece.key()), size)
                    .iterator());
    return slices
        .partitionBy(new HashPartitioner(grouping.groups(count)))
        .mapPartitionsWithIndex((index, rows) -> group(index, rows, shape, m), true)
        .persist(StorageLevel.MEMORY_AND_DISK())
        .setName("groups of samples");
  }

  private static List<Tuple2<Integer, Slice>> slices(RowBatch piece, long firstRow, int size) {
    List<Tuple2<Integer, Slice>> slices = new ArrayList<>();
    int done = 0;
    while (done < piece.rows()) {
      long row = firstRow + done;
      int count = (int) Math.min(piece.rows() - done, size - row % size);
      Slice slice = new Slice(row, piece.between(done, done + count));
      slices.add(new Tuple2<>((int) (row / size), slice));
      done += count;
    }
    return slices;
  }

  private static Iterator<SampleGroup> group(
      int index, Iterator<Tuple2<Integer, Slice>> rows, FeatureShape shape, int labels) {
    List<Slice> slices = new ArrayList<>();
    rows.forEachRemaining(pair -> slices.add(pair._2()));
    slices.sort(Comparator.comparingLong(Slice::firstRow));
    int left = slices.stream().mapToInt(slice -> slice.rows().rows()).sum();
    List<Samples> chunks = new ArrayList<>();
    long nonzeros = Math.min(LARGEST_GUESS, (long) shape.stored() * Grouping.CHUNK);
    SamplesBuilder chunk =
        new SamplesBuilder(Math.min(left, Grouping.CHUNK), shape, nonzeros, labels);
    for (Slice slice : slices) {
      for (int row = 0; row < slice.rows().rows(); row++) {
        if (chunk.isFull()) {
          chunks.add(chunk.build());
          left -= Grouping.CHUNK;
          chunk = new SamplesBuilder(Math.min(left, Grouping.CHUNK), shape, nonzeros, labels);
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
    return new SampleData.Spread(
        groups, new SampleShape(count, features, labels, weight), largest, digest.hex());
  }
}
