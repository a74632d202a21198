package io.sparkhessian.io;

import io.sparkhessian.Failure;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.SampleGroup;
import io.sparkhessian.evaluate.SampleShape;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.io.DataColumn.Role;
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
import org.ejml.data.DMatrixRMaj;
import scala.Tuple2;

/**
 * Puts the rows of a data source together in groups that lie with the executors. Which rows make a
 * group depends on their order alone; the driver sees of each piece where it is from and its count.
 */
final class SpreadAssembly {
  private final DataSource source;
  private final JavaSparkContext spark;
  private final int features;
  private final int labels;
  private final Grouping grouping;

  /** Consecutive rows of one group. */
  @SuppressWarnings("ArrayRecordComponent") // sent, never compared
  private record Slice(long firstRow, double[] values) implements Serializable {}

  /** What the driver is told of a group. */
  private record Summary(double weight, String digest) implements Serializable {}

  private SpreadAssembly(DataSource source, JavaSparkContext spark, List<DataColumn> columns) {
    this.source = source;
    this.spark = spark;
    this.features = DataAssembly.names(columns, Role.FEATURE).size();
    this.labels = DataAssembly.names(columns, Role.LABEL).size();
    this.grouping = Grouping.ofWidth(RowNumbers.width(columns));
  }

  /** The rows as samples; the first wrong row is a failure. */
  static DataTable table(
      DataSource source,
      JavaSparkContext spark,
      List<DataColumn> columns,
      JavaRDD<DataChunk> pieces) {
    SampleData data = new SpreadAssembly(source, spark, columns).read(pieces);
    return new DataTable(
        data, DataAssembly.names(columns, Role.FEATURE), DataAssembly.names(columns, Role.LABEL));
  }

  private SampleData read(JavaRDD<DataChunk> pieces) {
    JavaRDD<DataChunk> stored = pieces.persist(StorageLevel.DISK_ONLY());
    try {
      Map<String, Long> firstRows = new HashMap<>();
      int count = firstRows(stored, firstRows);
      JavaRDD<SampleGroup> groups = groups(stored, firstRows, count);
      return summarized(groups, count);
    } finally {
      stored.unpersist();
    }
  }

  private int firstRows(JavaRDD<DataChunk> stored, Map<String, Long> firstRows) {
    List<DataChunk> outlines = new ArrayList<>(stored.map(DataChunk::outline).collect());
    outlines.sort(DataChunk.ORDER);
    DataAssembly.checkErrors(source, outlines);
    long rows = 0;
    for (DataChunk outline : outlines) {
      firstRows.put(outline.key(), rows);
      rows += outline.rows();
    }
    if (rows == 0) {
      throw DataReader.noRows(source);
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
    Broadcast<Map<String, Long>> toAll = spark.broadcast(firstRows);
    int size = grouping.size();
    int width = features + labels + 1;
    int d = features;
    int m = labels;
    JavaPairRDD<Integer, Slice> slices =
        stored.flatMapToPair(
            piece -> slices(piece, toAll.value().get(piece.key()), size, width).iterator());
    return slices
        .partitionBy(new HashPartitioner(grouping.groups(count)))
        .mapPartitionsWithIndex((index, rows) -> group(index, rows, d, m), true)
        .persist(StorageLevel.MEMORY_AND_DISK())
        .setName("groups of samples");
  }

  private static List<Tuple2<Integer, Slice>> slices(
      DataChunk piece, long firstRow, int size, int width) {
    List<Tuple2<Integer, Slice>> slices = new ArrayList<>();
    int done = 0;
    while (done < piece.rows()) {
      long row = firstRow + done;
      int count = (int) Math.min(piece.rows() - done, size - row % size);
      double[] values = new double[count * width];
      System.arraycopy(piece.values(), done * width, values, 0, values.length);
      slices.add(new Tuple2<>((int) (row / size), new Slice(row, values)));
      done += count;
    }
    return slices;
  }

  private static Iterator<SampleGroup> group(
      int index, Iterator<Tuple2<Integer, Slice>> rows, int features, int labels) {
    List<Slice> slices = new ArrayList<>();
    rows.forEachRemaining(pair -> slices.add(pair._2()));
    slices.sort(Comparator.comparingLong(Slice::firstRow));
    int width = features + labels + 1;
    int left = slices.stream().mapToInt(slice -> slice.values().length / width).sum();
    List<Samples> chunks = new ArrayList<>();
    Samples chunk = empty(Math.min(left, Grouping.CHUNK), features, labels);
    int filled = 0;
    for (Slice slice : slices) {
      for (int at = 0; at < slice.values().length; at += width) {
        if (filled == chunk.count()) {
          chunks.add(chunk);
          left -= filled;
          chunk = empty(Math.min(left, Grouping.CHUNK), features, labels);
          filled = 0;
        }
        DataAssembly.copyRow(slice.values(), at, chunk, filled++);
      }
    }
    chunks.add(chunk);
    return List.of(new SampleGroup(index, chunks)).iterator();
  }

  private static Samples empty(int count, int features, int labels) {
    return new Samples(
        new DMatrixRMaj(count, features),
        new DMatrixRMaj(count, labels),
        new DMatrixRMaj(count, 1));
  }

  private SampleData summarized(JavaRDD<SampleGroup> groups, int count) {
    List<Summary> summaries =
        groups
            .map(
                group ->
                    new Summary(Grouping.weight(group.chunks()), SampleDigest.of(group.chunks())))
            .collect();
    double weight = 0;
    ContentDigest digest = new ContentDigest();
    for (Summary summary : summaries) {
      weight += summary.weight();
      digest.add(summary.digest());
    }
    if (weight == 0) {
      throw DataAssembly.noWeight(source);
    }
    return new SampleData.Spread(
        groups, new SampleShape(count, features, labels, weight), digest.hex());
  }
}
