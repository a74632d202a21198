package io.sparkhessian.io.file;

import io.sparkhessian.Sha256;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * A file on any Hadoop file system that appears under its name either complete or not at all.
 *
 * <p>The content goes to a hidden file in the same directory, which {@link #commit} renames; {@link
 * #close} without a commit deletes it.
 */
public final class AtomicFile implements Closeable {
  public static final String PREFIX = ".unfinished-";

  private final Configuration configuration;
  private final FileSystem files;
  private final Path target;
  private final Path unfinished;
  private final MessageDigest digest;
  private final FSDataOutputStream stream;
  private boolean committed;

  public AtomicFile(Configuration configuration, Path target) throws IOException {
    this.configuration = configuration;
    this.files = files(configuration, target);
    this.target = files.makeQualified(target);
    // The name is unique because two attempts at a task may run concurrently.
    String name = PREFIX + UUID.randomUUID() + "-" + target.getName();
    this.unfinished = new Path(this.target.getParent(), name);
    this.digest = Sha256.newDigest();
    OutputStream raw = new BufferedOutputStream(files.create(unfinished, true), 1 << 16);
    this.stream = new FSDataOutputStream(new DigestOutputStream(raw, digest), null);
  }

  /** The stream to write the content to; closing it does not commit. */
  public FSDataOutputStream stream() {
    return stream;
  }

  /** Moves the content to the target and replaces an existing file. */
  public void commit() throws IOException {
    stream.close();
    replace();
    committed = true;
  }

  /** Moves the content to the target unless it exists: the first of several equal writers wins. */
  public void commitUnlessExists() throws IOException {
    stream.close();
    try {
      if (files instanceof RawLocalFileSystem local) {
        link(local);
      } else {
        rename(Options.Rename.NONE);
        committed = true;
      }
    } catch (FileAlreadyExistsException | org.apache.hadoop.fs.FileAlreadyExistsException e) {
      return; // close deletes the unfinished file
    }
  }

  /** Links the target to the content, because a local rename would replace an existing target. */
  private void link(RawLocalFileSystem local) throws IOException {
    try {
      Files.createLink(local.pathToFile(target).toPath(), local.pathToFile(unfinished).toPath());
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (FileSystemException | UnsupportedOperationException e) { // a disk without links
      replace();
      committed = true;
    }
  }

  /** Number of bytes written. */
  public long bytes() {
    return stream.getPos();
  }

  /** The entry of the written file in a manifest; to be called once, after the commit. */
  public FileEntry entry() {
    return new FileEntry(target.getName(), stream.getPos(), Sha256.hex(digest));
  }

  @Override
  public void close() throws IOException {
    if (committed) {
      return;
    }
    try {
      stream.close();
    } finally {
      files.delete(unfinished, false);
    }
  }

  /** Deletes the files that killed writers left in a directory without active writers. */
  public static void removeUnfinished(Configuration configuration, Path directory)
      throws IOException {
    FileSystem files = files(configuration, directory);
    try {
      for (FileStatus status : files.listStatus(directory)) {
        if (status.isFile() && status.getPath().getName().startsWith(PREFIX)) {
          files.delete(status.getPath(), false);
        }
      }
    } catch (FileNotFoundException e) {
      return;
    }
  }

  /** The file system of a path; a local one does not write Hadoop's .crc files. */
  public static FileSystem files(Configuration configuration, Path path) throws IOException {
    FileSystem files = path.getFileSystem(configuration);
    return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
  }

  private void replace() throws IOException {
    if (files instanceof RawLocalFileSystem local) {
      if (local.pathToFile(target).isDirectory()) { // a rename would move the file into it
        throw new IOException(target + " is a directory");
      }
      if (!files.rename(unfinished, target)) {
        throw new IOException("cannot rename " + unfinished + " to " + target);
      }
      return;
    }
    rename(Options.Rename.OVERWRITE);
  }

  private void rename(Options.Rename how) throws IOException {
    try {
      FileContext.getFileContext(target.toUri(), configuration).rename(unfinished, target, how);
    } catch (UnsupportedFileSystemException e) {
      if (how == Options.Rename.OVERWRITE) {
        files.delete(target, false);
      } else if (files.exists(target)) {
        throw new FileAlreadyExistsException(target.toString());
      }
      if (!files.rename(unfinished, target)) {
        throw new IOException("cannot rename " + unfinished + " to " + target, e);
      }
    }
  }
}
