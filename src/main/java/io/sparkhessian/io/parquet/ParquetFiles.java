package io.sparkhessian.io.parquet;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.AtomicFile;
import io.sparkhessian.io.file.FileEntry;
import io.sparkhessian.io.file.Location;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;

/** The Parquet files of a directory. Each file appears complete or not at all. */
public record ParquetFiles(Configuration configuration, Path directory) {
  public ParquetFiles(Configuration configuration, String directory) {
    this(configuration, new Path(directory));
  }

  /** The names of the files; empty if the directory does not exist. */
  public Set<String> names() throws IOException {
    FileSystem files = directory.getFileSystem(configuration);
    try {
      return Stream.of(files.listStatus(directory))
          .filter(FileStatus::isFile)
          .map(status -> status.getPath().getName())
          .collect(Collectors.toSet());
    } catch (FileNotFoundException e) {
      return Set.of();
    }
  }

  public boolean has(String name) throws IOException {
    Path path = path(name);
    return path.getFileSystem(configuration).exists(path);
  }

  /** Removes a damaged file. */
  public void remove(String name) throws IOException {
    AtomicFile.files(configuration, directory).delete(path(name), false);
  }

  /** The entry of a file, which is read completely. */
  public FileEntry entry(String name) throws IOException {
    return FileEntry.of(Location.of(configuration, directory.toString()).child(name), name);
  }

  /**
   * Opens a file.
   *
   * @param content description of the expected content, for messages
   * @throws Failure of kind input if the file is damaged or holds something else
   */
  public ParquetFileReader open(String name, MessageType schema, Object content)
      throws IOException {
    ParquetFileReader reader;
    try {
      reader =
          ParquetFileReader.open(
              HadoopInputFile.fromPath(path(name), configuration),
              HadoopReadOptions.builder(configuration).usePageChecksumVerification().build());
    } catch (RuntimeException e) {
      throw damaged(name, e.getMessage());
    }
    if (!reader.getFileMetaData().getSchema().equals(schema)) {
      reader.close();
      throw damaged(name, "it does not hold %s".formatted(content));
    }
    return reader;
  }

  public Failure damaged(String name, String why) {
    return Failure.input(
        "%s is damaged: %s; run the job again with --overwrite"
            .formatted(path(name), String.valueOf(why).lines().findFirst().orElse("")));
  }

  private Path path(String name) {
    return new Path(directory, name);
  }
}
