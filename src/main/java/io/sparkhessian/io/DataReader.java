package io.sparkhessian.io;

import io.sparkhessian.Failure;
import io.sparkhessian.io.DataColumn.Role;
import io.sparkhessian.objective.LabelRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;

/** Reads samples with Spark and brings them to the driver, in the order of the files. */
public final class DataReader {
  private DataReader() {}

  /**
   * Reads a data source. The rows are in the order of their files' paths, and within a file in its
   * own order, however Spark splits the files. Whatever is wrong with the data is an input failure
   * that names the file, the row (from 1, without the header), the column and the value.
   *
   * @param labels what is allowed as a label, given the number of features
   * @param maximumBytes how large the data may be on the driver and in a broadcast; larger is
   *     refused before it is collected
   */
  public static DataTable read(
      SparkSession spark, DataSource source, IntFunction<LabelRule> labels, long maximumBytes) {
    try {
      return readFiles(forManyColumns(spark), source, labels, maximumBytes);
    } catch (Failure e) {
      throw e;
    } catch (Exception e) {
      throw explained(source, e);
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
      SparkSession spark, DataSource source, IntFunction<LabelRule> labels, long maximumBytes) {
    DataFiles files = DataFiles.open(spark, source);
    List<DataColumn> columns = DataColumns.choose(source, files);
    LabelRule rule = labels.apply(DataAssembly.names(columns, Role.FEATURE).size());
    requireLabels(source, columns, rule);
    refuseTooLarge(source, files, columns, DataLimit.of(spark.sparkContext().conf(), maximumBytes));
    List<DataChunk> chunks =
        new ArrayList<>(
            files.rows(columns).mapPartitions(new DataRows(files, columns, rule)).collect());
    chunks.sort(DataChunk.ORDER);
    return DataAssembly.table(source, columns, chunks);
  }

  private static void requireLabels(DataSource source, List<DataColumn> columns, LabelRule rule) {
    boolean labelled = columns.stream().anyMatch(column -> column.role() == Role.LABEL);
    if (!labelled && rule.kind() != LabelRule.Kind.NONE) {
      throw Failure.input(
          "%s: the objective needs labels; name their column in data.label"
              .formatted(source.path()));
    }
  }

  /** The failure of a source without data. */
  static Failure noRows(DataSource source) {
    return Failure.input("%s has no rows of data; correct data.path".formatted(source.path()));
  }

  private static void refuseTooLarge(
      DataSource source, DataFiles files, List<DataColumn> columns, DataLimit limit) {
    int width = RowNumbers.width(columns);
    if (bytes(files.rowsAtMost(columns), width) <= limit.bytes()) {
      return;
    }
    long rows = files.countRows();
    if (bytes(rows, width) > limit.bytes()) {
      throw Failure.refused(
          "%s: data of about %.0f MB (%d rows × %d numbers) does not fit %s"
              .formatted(
                  source.path(), Math.ceil(bytes(rows, width) / 1e6), rows, width, limit.show()));
    }
  }

  private static double bytes(long rows, int width) {
    return 8.0 * width * (double) rows;
  }

  /** Tells files that Spark cannot read from failures of the cluster. */
  private static RuntimeException explained(DataSource source, Exception failure) {
    Throwable root = failure;
    boolean unreadable = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      root = cause;
      unreadable |=
          cause instanceof AnalysisException
              || cause instanceof IllegalArgumentException
              || (cause instanceof SparkThrowable known
                  && String.valueOf(known.getCondition()).startsWith("FAILED_READ_FILE"));
    }
    if (unreadable) {
      String why = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
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
