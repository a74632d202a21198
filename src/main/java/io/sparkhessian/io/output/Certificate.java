package io.sparkhessian.io.output;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sparkhessian.Failure;
import io.sparkhessian.io.file.Location;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of a verification, stored in the directory of the result.
 *
 * @param application version of the program that verified the result
 * @param at time of the verification, ISO 8601
 * @param manifest SHA-256 of the verified manifest, in hexadecimal digits
 * @param seed of the random choices
 * @param right whether every check passed
 */
public record Certificate(
    String application, String at, String manifest, long seed, boolean right, List<Check> checks) {
  /** Name of the file in the output directory. */
  public static final String FILE = "certificate.json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /**
   * A comparison.
   *
   * @param what was checked
   * @param against what it was compared with
   * @param numbers of the randomly chosen rows or vectors; empty if everything was checked
   * @param error largest error relative to the largest number; NaN if undefined
   * @param allowed largest error that passes
   */
  public record Check(
      String what, String against, List<Integer> numbers, double error, double allowed) {
    public Check {
      numbers = List.copyOf(numbers);
    }

    /** Whether the error is within the tolerance; a NaN is not. */
    @JsonProperty("right")
    public boolean right() {
      return error <= allowed;
    }
  }

  public Certificate {
    checks = List.copyOf(checks);
  }

  /**
   * The check of the files of a result against the manifest.
   *
   * @param damaged number of files that differ from the manifest
   */
  public static Check files(int damaged) {
    return new Check("files", "manifest.json", List.of(), damaged, 0);
  }

  /**
   * The certificate of the last verification, if it verified the current manifest.
   *
   * @throws Failure of kind input if the file is not a certificate
   */
  public static Optional<Certificate> of(OutputDirectory out) throws IOException {
    if (!out.exists(FILE)) {
      return Optional.empty();
    }
    Location file = out.child(FILE);
    try (InputStream in = file.open()) {
      Certificate found = MAPPER.readValue(in, Certificate.class);
      return Optional.of(found).filter(each -> each.isOf(out));
    } catch (JsonProcessingException e) {
      throw Failure.input(file.text() + ": is not a certificate; verify the result again", e);
    }
  }

  private boolean isOf(OutputDirectory out) {
    try {
      return out.manifestDigest().equals(manifest);
    } catch (IOException e) {
      throw Location.unreadable(out.location().text(), e);
    }
  }

  /** Deletes the certificate of a result that has changed. */
  public static void remove(OutputDirectory out) throws IOException {
    out.delete(FILE);
  }

  /** Writes the certificate into the output directory and replaces an older one. */
  public void write(OutputDirectory out) throws IOException {
    try {
      out.child(FILE).writeWhole(MAPPER.writeValueAsBytes(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
