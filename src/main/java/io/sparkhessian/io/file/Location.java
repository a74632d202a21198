package io.sparkhessian.io.file;

import io.sparkhessian.Failure;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * A file or directory named by a user: a path relative to the working directory, or a Hadoop URI.
 * Local files have no {@code .crc} side files.
 *
 * @param text the name as given, for messages
 */
public record Location(String text, FileSystem files, Path path) {
  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:/.*");

  /**
   * Resolves a name; an absolute path without a scheme is on Hadoop's default file system.
   *
   * @throws Failure of kind input if the name is not a path or its scheme is unknown
   */
  public static Location of(Configuration configuration, String text) throws IOException {
    if (text.isBlank()) {
      throw Failure.input("a path is empty; name a file or directory");
    }
    if (text.startsWith("file:") && !text.startsWith("file:/")) {
      throw Failure.input(text + ": remove 'file:', or write an absolute path after it");
    }
    try {
      Path path;
      if (SCHEME.matcher(text).matches()) {
        path = new Path(text);
      } else if (text.startsWith("/")) {
        path = FileSystem.get(configuration).makeQualified(new Path(text));
      } else {
        path = new Path("file", null, new File(text).getAbsolutePath());
      }
      return new Location(text, withoutChecksums(path.getFileSystem(configuration)), path);
    } catch (IllegalArgumentException e) {
      throw Failure.input(text + ": not a path or URI: " + e.getMessage(), e);
    } catch (UnsupportedFileSystemException e) {
      String scheme =
          SCHEME.matcher(text).matches()
              ? text.substring(0, text.indexOf(':'))
              : FileSystem.getDefaultUri(configuration).getScheme();
      throw Failure.input(
          "%s: the class path has no file system for '%s:'; add its Hadoop module"
              .formatted(text, scheme),
          e);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof ClassNotFoundException missing) {
        throw Failure.input(
            "%s: its file system needs the class %s; add its Hadoop module with --packages or --jars"
                .formatted(
                    text, missing.getMessage().replaceFirst("^Class (\\S+) not found$", "$1")),
            e);
      }
      throw e;
    }
  }

  private static FileSystem withoutChecksums(FileSystem files) {
    return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
  }

  /** The location of a path relative to this directory, separated by slashes. */
  public Location child(String relative) {
    return new Location(text + "/" + relative, files, new Path(path, relative));
  }

  /** Whether the file or directory exists. */
  public boolean exists() throws IOException {
    return files.exists(path);
  }

  /** The names in this directory, sorted; empty if it does not exist. */
  public List<String> names() throws IOException {
    return exists()
        ? Arrays.stream(files.listStatus(path))
            .map(status -> status.getPath().getName())
            .sorted()
            .toList()
        : List.of();
  }

  /** The name that other processes can use, independent of their working directory. */
  public String absolute() {
    return files.makeQualified(path).toString();
  }

  /** The qualified URI, for Spark's readers and writers. */
  public URI uri() {
    return files.makeQualified(path).toUri();
  }

  /**
   * Opens the file.
   *
   * @throws Failure of kind input if it does not exist, is a directory or cannot be read
   */
  public InputStream open() throws IOException {
    length();
    try {
      return files.open(path);
    } catch (IOException e) {
      throw unreadable(text, e);
    }
  }

  /**
   * The size of the file in bytes.
   *
   * @throws Failure of kind input if it does not exist, is a directory or cannot be read
   */
  public long length() throws IOException {
    try {
      FileStatus status = files.getFileStatus(path);
      if (status.isDirectory()) {
        throw Failure.input(text + ": is a directory; name a file");
      }
      return status.getLen();
    } catch (FileNotFoundException e) {
      throw Failure.input(text + ": no such file; paths are relative to the working directory", e);
    } catch (IOException e) {
      throw unreadable(text, e);
    }
  }

  /**
   * Requires a regular file, because reading a device or a pipe may never end.
   *
   * @throws Failure of kind input for a device or a pipe
   */
  public void requireRegular() {
    requireRegular(files, path, text);
  }

  public static void requireRegular(FileSystem files, Path path, String text) {
    if (files instanceof RawLocalFileSystem local) { // which reports devices as files
      java.nio.file.Path file = local.pathToFile(path).toPath();
      if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
        throw Failure.input(text + ": is a device or a pipe; name a file");
      }
    }
  }

  /**
   * The failure for an existing file or directory that cannot be read.
   *
   * @param e an IOException, or an FSError, which Hadoop throws for errors of local files
   */
  public static Failure unreadable(String text, Throwable e) {
    return Failure.input(
        "%s: cannot be read (%s); check that you may read it".formatted(text, firstLine(e)), e);
  }

  /**
   * The failure for a file or directory that cannot be written.
   *
   * @param e an IOException, or an FSError, which Hadoop throws for errors of local files
   */
  public static Failure unwritable(String text, Throwable e) {
    return Failure.input(
        "%s: cannot be written (%s); choose a place where you may write"
            .formatted(text, firstLine(e)),
        e);
  }

  /** Writes the file atomically: it is always absent, the old file or the complete new file. */
  public void writeWhole(byte[] content) throws IOException {
    try (AtomicFile file = new AtomicFile(files.getConf(), path)) {
      file.stream().write(content);
      file.commit();
    }
  }

  static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage())
        .lines()
        .findFirst()
        .orElseGet(() -> e.getClass().getSimpleName());
  }
}
