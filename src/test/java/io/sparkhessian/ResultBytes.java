package io.sparkhessian;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the files of a result hold, as SHA-256 by name, to compare results by. */
public final class ResultBytes {
  private ResultBytes() {}

  /** All files but the manifest and the report, which have the run's times. */
  public static Map<String, String> of(Path output) {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(output)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = digest.digest(Files.readAllBytes(file));
        digests.put(output.relativize(file).toString(), HexFormat.of().formatHex(bytes));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
    digests.remove("manifest.json");
    digests.remove("report.html");
    return digests;
  }
}
