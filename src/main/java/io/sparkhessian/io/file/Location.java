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
 * A file or directory as a user names it: relative to the directory that the process was started
 * in, or any Hadoop URI. Local files are read and written without Hadoop's {@code .crc} side files.
 *
 * @param text the name, for messages
 */
public record Location(String text, FileSystem files, Path path) {
  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:/.*");

  /**
   * Finds the file system of a name; an absolute path without a scheme lies on Hadoop's default
   * one.
   *
   * @throws Failure of kind input when the name is no path or its scheme is unknown
   */
  public static Location of(Configuration configuration, String text) throws IOException {
    if (text.isBlank()) {
      throw Failure.input("a path is empty; name a file or directory");
    }
    if (text.startsWith("file:") && !text.startsWith("file:/")) {
      throw Failure.input(text + ": leave out 'file:', or write the whole path behind it");
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
          "%s: no file system for '%s:' is on the class path; add its Hadoop module"
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

  /** The place below this directory; {@code relative} has slashes between its names. */
  public Location child(String relative) {
    return new Location(text + "/" + relative, files, new Path(path, relative));
  }

  /** Whether there is a file or directory. */
  public boolean exists() throws IOException {
    return files.exists(path);
  }

  /** The names in this directory, sorted; none where it is not there. */
  public List<String> names() throws IOException {
    return exists()
        ? Arrays.stream(files.listStatus(path))
            .map(status -> status.getPath().getName())
            .sorted()
            .toList()
        : List.of();
  }

  /** The name by which other processes find this place, whatever directory they run in. */
  public String absolute() {
    return files.makeQualified(path).toString();
  }

  /** The whole URI, for Spark's readers and writers. */
  public URI uri() {
    return files.makeQualified(path).toUri();
  }

  /**
   * Opens the file.
   *
   * @throws Failure of kind input when it is not there, is a directory or may not be read
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
   * @throws Failure of kind input when it is not there, is a directory or may not be read
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
   * Makes sure that reading comes to an end, as of a device or a pipe it does not.
   *
   * @throws Failure of kind input when it is one
   */
  public void requireRegular() {
    requireRegular(files, path, text);
  }

  public static void requireRegular(FileSystem files, Path path, String text) {
    if (files instanceof RawLocalFileSystem local) { // which calls them files
      java.nio.file.Path file = local.pathToFile(path).toPath();
      if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
        throw Failure.input(text + ": is a device or a pipe; name a file");
      }
    }
  }

  /**
   * The failure of a place that is there, and yet cannot be read.
   *
   * @param e an IOException, or Hadoop's FSError, which stands for one while a local file is read
   */
  public static Failure unreadable(String text, Throwable e) {
    return Failure.input(
        "%s: cannot be read (%s); check that you may read it".formatted(text, firstLine(e)), e);
  }

  /**
   * The failure of a place where nothing can be written.
   *
   * @param e an IOException, or Hadoop's FSError, which stands for one on a local disk
   */
  public static Failure unwritable(String text, Throwable e) {
    return Failure.input(
        "%s: cannot be written (%s); choose a place where you may write"
            .formatted(text, firstLine(e)),
        e);
  }

  /** Writes a file at once: under its name is nothing, or the old one, or all of the new one. */
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
