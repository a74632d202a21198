package io.sparkhessian.io.output;

import io.sparkhessian.io.file.AtomicFile;
import io.sparkhessian.io.file.Location;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The numbered marks of runs in an output directory. The highest mark identifies the owner. A
 * number can be set only once, so only one of several runs can follow a dead one.
 */
final class RunMarks {
  private static final Pattern NAME = Pattern.compile("_started-([0-9]{6})");
  private static final int LARGEST = 1 << 16;

  private final Location directory;

  /** A numbered mark; the mark is empty if it cannot be parsed. */
  record Numbered(int number, Optional<RunMark> mark) {}

  RunMarks(Location directory) {
    this.directory = directory;
  }

  static boolean isMark(String name) {
    return NAME.matcher(name).matches();
  }

  /** The highest mark. */
  Optional<Numbered> last() throws IOException {
    Optional<Integer> highest = numbers().stream().max(Integer::compare);
    if (highest.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = directory.files().open(path(highest.get()))) {
      byte[] bytes = in.readNBytes(LARGEST);
      return Optional.of(new Numbered(highest.get(), RunMark.parse(bytes)));
    } catch (FileNotFoundException e) { // it has just been deleted
      return Optional.empty();
    }
  }

  /** Sets a numbered mark; false if another run has set that number. */
  boolean set(int number, RunMark mark) throws IOException {
    if (!directory.files().mkdirs(directory.path())) {
      throw new IOException("the directory cannot be created");
    }
    Path target = path(number);
    if (directory.files() instanceof RawLocalFileSystem local) {
      return setLocal(local.pathToFile(target).toPath(), mark);
    }
    try (FSDataOutputStream out = directory.files().create(target, false)) {
      out.write(mark.toBytes());
      return true;
    } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
      return false;
    }
  }

  /** Sets a mark by a link, which is atomic; Hadoop's exclusive create is not on a local disk. */
  private static boolean setLocal(java.nio.file.Path target, RunMark mark) throws IOException {
    String name = AtomicFile.PREFIX + UUID.randomUUID() + "-" + target.getFileName();
    java.nio.file.Path whole = target.resolveSibling(name);
    Files.write(whole, mark.toBytes());
    try {
      return link(target, whole);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  private static boolean link(java.nio.file.Path target, java.nio.file.Path whole)
      throws IOException {
    try {
      Files.createLink(target, whole);
      return true;
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      return false; // the number is taken, or the owner has deleted the unfinished file
    } catch (FileSystemException | UnsupportedOperationException e) { // a disk without links
      return createNew(target, Files.readAllBytes(whole));
    }
  }

  private static boolean createNew(java.nio.file.Path target, byte[] mark) throws IOException {
    try {
      Files.write(target, mark, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /** Deletes all marks, the highest one last. */
  void clear() throws IOException {
    for (int number : numbers().stream().sorted().toList()) {
      directory.files().delete(path(number), false);
    }
  }

  private List<Integer> numbers() throws IOException {
    List<Integer> numbers = new ArrayList<>();
    try {
      for (FileStatus status : directory.files().listStatus(directory.path())) {
        Matcher name = NAME.matcher(status.getPath().getName());
        if (name.matches()) {
          numbers.add(Integer.parseInt(name.group(1)));
        }
      }
    } catch (FileNotFoundException e) {
      return numbers;
    }
    return numbers;
  }

  private Path path(int number) {
    return new Path(directory.path(), String.format(Locale.ROOT, "_started-%06d", number));
  }
}
