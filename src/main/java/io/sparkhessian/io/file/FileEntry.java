package io.sparkhessian.io.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * One file of a result, as its manifest lists it.
 *
 * @param path below the output directory, with slashes; never outside of it
 * @param size in bytes
 * @param sha256 64 hexadecimal digits
 */
public record FileEntry(
    @JsonProperty("path") String path,
    @JsonProperty("size") long size,
    @JsonProperty("sha256") String sha256) {
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

  /** Returns the entry of a file; reads all of it. */
  public static FileEntry of(Location file, String path) throws IOException {
    MessageDigest digest = newDigest();
    long size = 0;
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = file.open()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
        size += read;
      }
    }
    return new FileEntry(path, size, HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
