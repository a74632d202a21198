package io.sparkhessian.io.file;

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
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
 * A file, on any Hadoop file system, that appears under its name whole or not at all.
 *
 * <p>It is written under a hidden name beside its target and renamed by {@link #commit}; {@link
 * #close} without a commit throws it away.
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
    // Two attempts at one task may run at once, so the name is nobody else's.
    String name = PREFIX + UUID.randomUUID() + "-" + target.getName();
    this.unfinished = new Path(this.target.getParent(), name);
    this.digest = sha256Digest();
    OutputStream raw = new BufferedOutputStream(files.create(unfinished, true), 1 << 16);
    this.stream = new FSDataOutputStream(new DigestOutputStream(raw, digest), null);
  }

  /** Where the content goes; closing it does not commit. */
  public FSDataOutputStream stream() {
    return stream;
  }

  /** Puts the content under the target's name, in place of what was there. */
  public void commit() throws IOException {
    stream.close();
    replace();
    committed = true;
  }

  /** The same, but what was there stays: of writers of the same content the first one counts. */
  public void commitUnlessThere() throws IOException {
    stream.close();
    try {
      if (files instanceof RawLocalFileSystem local) {
        link(local);
      } else {
        rename(Options.Rename.NONE);
        committed = true;
      }
    } catch (FileAlreadyExistsException | org.apache.hadoop.fs.FileAlreadyExistsException e) {
      return; // close throws ours away
    }
  }

  /** A rename would replace what is there. */
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

  /** The number of bytes written. */
  public long bytes() {
    return stream.getPos();
  }

  /** The SHA-256 of the bytes written, in lower-case hexadecimals; ask once, after the commit. */
  public String sha256() {
    return HexFormat.of().formatHex(digest.digest());
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

  /** Removes what killed writers left behind in a directory that nobody writes to now. */
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

  /** The file system of a path; on a local one without the .crc files that Hadoop would add. */
  public static FileSystem files(Configuration configuration, Path path) throws IOException {
    FileSystem files = path.getFileSystem(configuration);
    return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
  }

  private void replace() throws IOException {
    if (files instanceof RawLocalFileSystem local) {
      if (local.pathToFile(target).isDirectory()) { // the file would go into it
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

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
