package io.sparkhessian.io;

import io.sparkhessian.Failure;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.datasources.FileIndexOptions;
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

  /**
   * Spark passes over the files in the directories of a directory, unless these name a column or it
   * is asked for them.
   *
   * @param roots what the path of the source stands for
   */
  static void requireNothingBelow(DataSource source, FileSystem system, List<FileStatus> roots)
      throws IOException {
    boolean asked =
        source.options().entrySet().stream()
            .filter(
                option ->
                    option.getKey().equalsIgnoreCase(FileIndexOptions.RECURSIVE_FILE_LOOKUP()))
            .anyMatch(option -> option.getValue().equalsIgnoreCase("true"));
    for (FileStatus root : roots) {
      if (root.isDirectory() && !asked) {
        requireNothingBelow(source, system, root.getPath());
      }
    }
  }

  private static void requireNothingBelow(DataSource source, FileSystem system, Path root)
      throws IOException {
    for (FileStatus child : system.listStatus(root)) {
      if (!child.isDirectory() || !isSeen(child.getPath()) || namesColumn(child.getPath())) {
        continue;
      }
      RemoteIterator<LocatedFileStatus> below = system.listFiles(child.getPath(), true);
      while (below.hasNext()) {
        Path file = below.next().getPath();
        if (isSeen(file)) {
          throw Failure.input(
              "%s has a file in a directory below, %s, which would not be read; move it up, take it away, or set data.options: {recursiveFileLookup: true}"
                  .formatted(source.path(), file.toUri().getPath()));
        }
      }
    }
  }

  private static boolean namesColumn(Path directory) {
    return directory.getName().indexOf('=') > 0;
  }

  /** What starts with a dot or an underscore is no data to anybody. */
  private static boolean isSeen(Path path) {
    return !path.getName().startsWith(".") && !path.getName().startsWith("_");
  }

  /**
   * Spark passes over a file without a byte, which may have been cut off, beside others. Where
   * {@code _SUCCESS} says that all is there, the part of a text is one without rows.
   */
  void requireContent(DataSource source, Configuration hadoop) {
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
                  "%s is empty, no byte of it is there; write it again, or take it away if it should hold no rows"
                      .formatted(file));
            });
  }

  private static boolean isText(DataSource source) {
    return List.of("csv", "json", "libsvm").contains(source.format());
  }

  private static boolean isFinished(FileStatus file, Configuration hadoop) {
    Path success = new Path(file.getPath().getParent(), "_SUCCESS");
    try {
      return success.getFileSystem(hadoop).exists(success);
    } catch (IOException e) {
      throw Location.unreadable(success.toString(), e);
    }
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
