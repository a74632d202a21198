package io.sparkhessian.io.source;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.job.DataFormat;
import io.sparkhessian.job.DataSpec;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.PartitioningAwareFileIndex;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The files that Spark found for a data source.
 *
 * @param partitions the columns that directories such as {@code k=1} name
 */
record SourceFiles(List<FileStatus> files, List<String> partitions) {

  static SourceFiles of(Dataset<Row> frame) {
    LogicalRelation leaf =
        (LogicalRelation) frame.queryExecution().analyzed().collectLeaves().head();
    PartitioningAwareFileIndex index =
        (PartitioningAwareFileIndex) ((HadoopFsRelation) leaf.relation()).location();
    return new SourceFiles(
        CollectionConverters.asJava(index.allFiles()),
        List.of(index.partitionSpec().partitionColumns().fieldNames()));
  }

  /**
   * Refuses an empty file among others: Spark skips it, but it may have been cut off. An empty text
   * file next to {@code _SUCCESS} is a part without rows.
   */
  void requireContent(DataSpec source, Configuration hadoop) {
    if (files.stream().allMatch(file -> file.getLen() == 0)) {
      return; // then there are no rows, which has a message of its own
    }
    files.stream()
        .filter(file -> file.getLen() == 0 && !(isText(source) && isFinished(file, hadoop)))
        .map(file -> file.getPath().toUri().getPath())
        .sorted()
        .findFirst()
        .ifPresent(
            file -> {
              throw Failure.input(
                  "%s is empty (0 bytes); write it again, or delete it if it should have no rows"
                      .formatted(file));
            });
  }

  private static boolean isText(DataSpec source) {
    return Set.of(DataFormat.CSV, DataFormat.JSON, DataFormat.LIBSVM).contains(source.format());
  }

  private static boolean isFinished(FileStatus file, Configuration hadoop) {
    Path success = new Path(file.getPath().getParent(), "_SUCCESS");
    try {
      return success.getFileSystem(hadoop).exists(success);
    } catch (IOException e) {
      throw Location.unreadable(success.toString(), e);
    }
  }

  /** Refuses directories that name columns, for formats of which the lines alone are read. */
  void requireNoPartitions(DataSpec source) {
    if (!partitions.isEmpty()) {
      String below =
          partitions.stream().map(name -> "/" + name + "=*").collect(Collectors.joining());
      throw Failure.input(
          "%s has directories that name a column (%s=...), which is not read with csv files; write it into the files, or leave it out with data.path: %s%s"
              .formatted(source.path(), partitions.get(0), source.path(), below));
    }
  }
}
