package io.sparkhessian.io.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sparkhessian.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A file, as a manifest lists it.
 *
 * @param path relative to a directory and never outside of it, separated by slashes
 * @param size in bytes
 * @param sha256 of the content, 64 lower-case hexadecimal digits
 */
public record FileEntry(
    @JsonProperty("path") String path,
    @JsonProperty("size") long size,
    @JsonProperty("sha256") String sha256)
    implements Serializable {
  private static final int BUFFER = 1 << 20;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public FileEntry {
    boolean inside =
        Arrays.stream(path.split("/", -1))
            .noneMatch(name -> name.isBlank() || name.equals(".") || name.equals(".."));
    if (!inside || path.contains("\\") || path.contains(":")) {
      throw new IllegalArgumentException("the path '" + path + "' leaves the directory");
    }
    if (size < 0) {
      throw new IllegalArgumentException("the size of '" + path + "' is negative");
    }
    if (!SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("the sha256 of '" + path + "' is not 64 digits");
    }
  }

  /** Returns the entry of a file, which is read completely. */
  public static FileEntry of(Location file, String path) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    long size = 0;
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = file.open()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
        size += read;
      }
    }
    return new FileEntry(path, size, Sha256.hex(digest));
  }

  /** Returns the entry relative to the parent of {@code directory}. */
  public FileEntry in(String directory) {
    return new FileEntry(directory + "/" + path, size, sha256);
  }
}
