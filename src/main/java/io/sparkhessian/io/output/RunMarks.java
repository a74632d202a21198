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
 * The marks of runs in an output directory, numbered: the highest is that of the run that has it. A
 * number can be taken once, so of several runs that want to follow a dead one, one does.
 */
final class RunMarks {
  private static final Pattern NAME = Pattern.compile("_started-([0-9]{6})");
  private static final int LARGEST = 1 << 16;

  private final Location directory;

  /** A mark and its number; empty when it cannot be read as one. */
  record Numbered(int number, Optional<RunMark> mark) {}

  RunMarks(Location directory) {
    this.directory = directory;
  }

  static boolean isMark(String name) {
    return NAME.matcher(name).matches();
  }

  /** The mark that counts. */
  Optional<Numbered> last() throws IOException {
    Optional<Integer> highest = numbers().stream().max(Integer::compare);
    if (highest.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = directory.files().open(path(highest.get()))) {
      byte[] bytes = in.readNBytes(LARGEST);
      return Optional.of(new Numbered(highest.get(), RunMark.parse(bytes)));
    } catch (FileNotFoundException e) { // it has just been taken away
      return Optional.empty();
    }
  }

  /** Sets a mark under a number; false when another run has taken it. */
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

  /** Hadoop's own exclusive create is none on a local disk. A link appears whole, or not at all. */
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
      return false; // it is taken, or the run that has the directory has cleared ours away
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

  /** Takes all marks away, the one that counts last. */
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
