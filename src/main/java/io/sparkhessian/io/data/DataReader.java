package io.sparkhessian.io.data;

import io.sparkhessian.Failure;
import io.sparkhessian.evaluate.FeatureShape;
import io.sparkhessian.evaluate.SampleShape;
import io.sparkhessian.io.file.LocalDisk;
import io.sparkhessian.io.source.DataColumn;
import io.sparkhessian.io.source.DataColumn.Role;
import io.sparkhessian.io.source.DataFiles;
import io.sparkhessian.io.source.DataSource;
import io.sparkhessian.linalg.SparseRows;
import io.sparkhessian.objective.LabelRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkThrowable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/** Reads samples with Spark, in the order of the files. */
public final class DataReader {
  /** What rows take in a task's result beside their numbers. */
  private static final double NUMBERS_IN_RESULTS = 0.95;

  private DataReader() {}

  /**
   * Reads a data source. The rows are in the order of their files' paths, and within a file in its
   * own order, however Spark splits the files. Whatever is wrong with the data is an input failure
   * that names the file, the row (from 1, without the header), the column and the value.
   *
   * @param use what the samples are for, given the number of features
   * @param maximumBytes how large data may be that are brought to the driver; larger ones stay with
   *     the executors
   */
  public static DataTable read(
      SparkSession spark, DataSource source, IntFunction<DataUse> use, long maximumBytes) {
    try {
      return readFiles(forManyColumns(spark), source, use, maximumBytes);
    } catch (Failure e) {
      throw e;
    } catch (Exception e) {
      throw LocalDisk.full(spark.sparkContext().conf(), e)
          .map(full -> (RuntimeException) full)
          .orElseGet(() -> explained(source, e));
    }
  }

  /** A session like this one, without what takes Spark long when there are many columns. */
  private static SparkSession forManyColumns(SparkSession spark) {
    SparkSession session = ((org.apache.spark.sql.classic.SparkSession) spark).cloneSession();
    session.conf().set("spark.sql.codegen.wholeStage", "false");
    session.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    session.conf().set("spark.sql.optimizer.nestedSchemaPruning.enabled", "false");
    return session;
  }

  private static DataTable readFiles(
      SparkSession spark, DataSource source, IntFunction<DataUse> use, long maximumBytes) {
    DataFiles files = DataFiles.open(spark, source);
    List<DataColumn> columns = DataColumns.choose(source, files);
    DataUse wanted = use.apply(DataAssembly.count(columns, Role.FEATURE));
    requireLabels(source, columns, wanted.labels());
    boolean vectors = mayBeSparse(files, columns);
    boolean sparse = vectors && wanted.sparse();
    JavaRDD<DataChunk> pieces =
        files.rows(columns).mapPartitions(new DataRows(files, columns, wanted.labels(), sparse));
    long limit = limit(spark.sparkContext().conf(), maximumBytes);
    long width = columns.stream().mapToLong(DataColumn::numbers).sum() + 1;
    boolean small = 8.0 * width * files.rowsAtMost(columns) <= limit;
    DataTable table =
        small
            ? here(source, columns, pieces, sparse)
            : stored(source, columns, pieces, sparse, limit);
    return table.withExpanded(vectors && !sparse);
  }

  /** Stores the pieces on the executors' disks before it is known how large they are. */
  private static DataTable stored(
      DataSource source,
      List<DataColumn> columns,
      JavaRDD<DataChunk> pieces,
      boolean sparse,
      long limit) {
    JavaRDD<DataChunk> stored = pieces.persist(StorageLevel.DISK_ONLY());
    try {
      List<DataChunk> outlines = new ArrayList<>(stored.map(DataChunk::outline).collect());
      outlines.sort(DataChunk.ORDER);
      return bytes(columns, outlines, sparse) <= limit
          ? here(source, columns, stored, sparse)
          : SpreadAssembly.table(source, columns, outlines, stored, sparse);
    } finally {
      stored.unpersist();
    }
  }

  private static DataTable here(
      DataSource source, List<DataColumn> columns, JavaRDD<DataChunk> pieces, boolean sparse) {
    List<DataChunk> chunks = new ArrayList<>(pieces.collect());
    chunks.sort(DataChunk.ORDER);
    return DataAssembly.table(source, columns, chunks, sparse);
  }

  private static boolean mayBeSparse(DataFiles files, List<DataColumn> columns) {
    return columns.stream()
        .anyMatch(column -> column.role() == Role.FEATURE && files.mayBeSparse(column.position()));
  }

  /** Of the samples, or of the pieces on their way if those are larger. */
  private static double bytes(List<DataColumn> columns, List<DataChunk> outlines, boolean sparse) {
    FeatureShape shape = DataAssembly.shape(columns, outlines, sparse);
    int labels = DataAssembly.count(columns, Role.LABEL);
    double rows = outlines.stream().mapToLong(DataChunk::rows).sum();
    double nonzeros = outlines.stream().mapToLong(DataChunk::nonzeros).sum();
    double pieces = nonzeros * SparseRows.BYTES + rows * (labels + 2) * Double.BYTES;
    return Math.max(rows * SampleShape.bytesOfSample(shape, labels), sparse ? pieces : 0);
  }

  private static void requireLabels(DataSource source, List<DataColumn> columns, LabelRule rule) {
    boolean labelled = columns.stream().anyMatch(column -> column.role() == Role.LABEL);
    if (!labelled && rule.kind() != LabelRule.Kind.NONE) {
      throw Failure.input(
          "%s: the objective needs labels; name their column in data.label"
              .formatted(source.path()));
    }
  }

  /** The smallest of the limits of what is brought to the driver. */
  private static long limit(SparkConf conf, long maximumBytes) {
    long arrays = 8L * Integer.MAX_VALUE;
    long results = (long) (NUMBERS_IN_RESULTS * ResultLimit.of(conf));
    return Math.min(Math.min(maximumBytes, arrays), results);
  }

  /** Spark's parser of records does not look whether there is a colon with a value behind it. */
  private static boolean isFromLibsvmRecord(Throwable cause) {
    return Stream.of(cause.getStackTrace())
        .anyMatch(frame -> frame.getClassName().startsWith("org.apache.spark.mllib.util.MLUtils"));
  }

  /** Tells files that Spark cannot read from failures of the cluster. */
  private static RuntimeException explained(DataSource source, Exception failure) {
    Throwable root = failure;
    boolean unreadable = false;
    boolean record = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      root = cause;
      unreadable |=
          cause instanceof AnalysisException
              || cause instanceof IllegalArgumentException
              || String.valueOf(cause.getMessage()).contains("library not available") // a codec's
              || (cause instanceof SparkThrowable known
                  && String.valueOf(known.getCondition()).startsWith("FAILED_READ_FILE"));
      record = isFromLibsvmRecord(cause);
    }
    if (unreadable || record) {
      boolean clear = !record || root instanceof IllegalArgumentException;
      String why =
          clear
              ? String.valueOf(root.getMessage()).lines().findFirst().orElse("")
              : "a record is not a label and ascending index:value pairs";
      return Failure.input(
          "%s cannot be read as %s: %s; correct the file, data.format or data.options"
              .formatted(source.path(), source.format(), why),
          failure);
    }
    return failure instanceof RuntimeException known
        ? known
        : new IllegalStateException("cannot read " + source.path(), failure);
  }
}
