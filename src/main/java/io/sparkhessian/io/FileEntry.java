package io.sparkhessian.io;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
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
}
