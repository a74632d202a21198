package io.sparkhessian.io;

import io.sparkhessian.Failure;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.PartitioningAwareFileIndex;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The files that Spark found for a data source.
 *
 * @param partitions the columns that directories name, as {@code k=1}
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

  /** Spark passes over a file without a byte, which may have been cut off, beside others. */
  void requireContent() {
    if (files.stream().allMatch(file -> file.getLen() == 0)) {
      return; // then there are no rows, which has a message of its own
    }
    files.stream()
        .filter(file -> file.getLen() == 0)
        .map(file -> file.getPath().toUri().getPath())
        .sorted()
        .findFirst()
        .ifPresent(
            file -> {
              throw Failure.input(
                  "%s is empty, no byte of it is there; write it again, or take it away if it should hold no rows"
                      .formatted(file));
            });
  }

  /** Of CSV files the lines are read, and nothing beside them. */
  void requireNoPartitions(DataSource source) {
    if (!partitions.isEmpty()) {
      String below =
          partitions.stream().map(name -> "/" + name + "=*").collect(Collectors.joining());
      throw Failure.input(
          "%s has directories that name a column (%s=...), which csv files are read without; write it into the files, or leave it out with data.path: %s%s"
              .formatted(source.path(), partitions.get(0), source.path(), below));
    }
  }
}
