package io.sparkhessian.io.data;

import io.sparkhessian.Failure;
import io.sparkhessian.evaluate.FeatureShape;
import io.sparkhessian.evaluate.SampleShape;
import io.sparkhessian.graph.Columns;
import io.sparkhessian.io.source.DataColumn;
import io.sparkhessian.io.source.DataColumn.Role;
import io.sparkhessian.io.source.DataFiles;
import io.sparkhessian.job.DataSpec;
import io.sparkhessian.linalg.SparseRows;
import io.sparkhessian.objective.LabelRule;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Reads samples with Spark in three steps: {@link #open} finds the files and chooses columns,
 * {@link #columns} describes them, and {@link #read} reads the rows.
 *
 * <p>The rows are in the order of their files' paths, and within a file in its own order, however
 * Spark splits the files. Invalid data are a failure of kind input that names the file, the row
 * (from 1, without the header), the column and the value.
 */
public final class DataReader {
  /** Maximum share of a task's result that the row numbers take. */
  private static final double NUMBERS_IN_RESULTS = 0.95;

  private final SparkSession spark;
  private final DataSpec source;
  private final DataFiles files;
  private final List<DataColumn> columns;
  private final RowLayout layout;

  private DataReader(
      SparkSession spark, DataSpec source, DataFiles files, List<DataColumn> columns) {
    this.spark = spark;
    this.source = source;
    this.files = files;
    this.columns = columns;
    this.layout = RowLayout.of(columns);
  }

  /** Opens the files; reads only what the names and types of the columns need. */
  public static DataReader open(SparkSession spark, DataSpec source) {
    SparkSession session = forManyColumns(spark);
    return ReadFailure.explain(
        session,
        source,
        () -> {
          DataFiles files = DataFiles.open(session, source);
          return new DataReader(session, source, files, DataColumns.choose(source, files));
        });
  }

  /** Returns a copy of the session without features that are slow with many columns. */
  private static SparkSession forManyColumns(SparkSession spark) {
    SparkSession session = ((org.apache.spark.sql.classic.SparkSession) spark).cloneSession();
    session.conf().set("spark.sql.codegen.wholeStage", "false");
    session.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    session.conf().set("spark.sql.optimizer.nestedSchemaPruning.enabled", "false");
    return session;
  }

  /** Returns the columns that an objective can read, with dense features. */
  public Columns columns() {
    return layout.columns();
  }

  /**
   * Reads the rows.
   *
   * @param rule constraint on the labels
   * @param sparse whether vector columns may stay sparse
   * @param maximumBytes maximum size of local data; larger data stay on the executors
   */
  public DataTable read(LabelRule rule, boolean sparse, long maximumBytes) {
    return ReadFailure.explain(spark, source, () -> table(rule, sparse, maximumBytes));
  }

  private DataTable table(LabelRule rule, boolean sparse, long maximumBytes) {
    requireLabels(rule);
    boolean vectors = mayBeSparse();
    boolean keptSparse = vectors && sparse;
    JavaRDD<DataChunk> pieces =
        files.rows(columns).mapPartitions(new DataRows(files, columns, rule, keptSparse));
    long limit = limit(spark.sparkContext().conf(), maximumBytes);
    long width = columns.stream().mapToLong(DataColumn::numbers).sum() + 1;
    boolean small = 8.0 * width * files.rowsAtMost(columns) <= limit;
    KeyTables keys = new KeyTables(columns);
    SampleData data =
        small ? here(keys, pieces, keptSparse) : stored(keys, pieces, keptSparse, limit);
    return new DataTable(
        data, names(Role.FEATURE), names(Role.LABEL), keys.values(), vectors && !sparse);
  }

  /** Stores the pieces on the executors' disks before it is known how large they are. */
  private SampleData stored(KeyTables keys, JavaRDD<DataChunk> pieces, boolean sparse, long limit) {
    JavaRDD<DataChunk> stored = pieces.persist(StorageLevel.DISK_ONLY());
    try {
      List<DataChunk> outlines = new ArrayList<>(stored.map(DataChunk::outline).collect());
      outlines.sort(DataChunk.ORDER);
      return bytes(outlines, sparse) <= limit
          ? here(keys, stored, sparse)
          : PartitionedAssembly.samples(source, layout, keys, outlines, stored, sparse);
    } finally {
      stored.unpersist();
    }
  }

  private SampleData here(KeyTables keys, JavaRDD<DataChunk> pieces, boolean sparse) {
    List<DataChunk> chunks = new ArrayList<>(pieces.collect());
    chunks.sort(DataChunk.ORDER);
    return DataAssembly.samples(source, layout, keys, chunks, sparse);
  }

  private boolean mayBeSparse() {
    return columns.stream()
        .anyMatch(column -> column.role() == Role.FEATURE && files.mayBeSparse(column.position()));
  }

  /** Returns the bytes of the samples, or of the pieces on their way if those are larger. */
  private double bytes(List<DataChunk> outlines, boolean sparse) {
    FeatureShape shape = DataAssembly.shape(layout.features(), outlines, sparse);
    int others = layout.width();
    double rows = outlines.stream().mapToLong(DataChunk::rows).sum();
    double nonzeros = outlines.stream().mapToLong(DataChunk::nonzeros).sum();
    double pieces = nonzeros * SparseRows.BYTES + rows * (others + 2) * Double.BYTES;
    return Math.max(rows * SampleShape.bytesOfSample(shape, others), sparse ? pieces : 0);
  }

  private void requireLabels(LabelRule rule) {
    boolean labelled = columns.stream().anyMatch(column -> column.role() == Role.LABEL);
    if (!labelled && rule.kind() != LabelRule.Kind.NONE) {
      throw Failure.input(
          "%s: the objective needs labels; name their column in data.label"
              .formatted(source.path()));
    }
  }

  /** Returns the smallest limit of data that are brought to the driver. */
  private static long limit(SparkConf conf, long maximumBytes) {
    long arrays = 8L * Integer.MAX_VALUE;
    long results = (long) (NUMBERS_IN_RESULTS * ResultLimit.of(conf));
    return Math.min(Math.min(maximumBytes, arrays), results);
  }

  private List<String> names(Role role) {
    return columns.stream()
        .filter(column -> column.role() == role)
        .flatMap(DataColumn::names)
        .toList();
  }
}
