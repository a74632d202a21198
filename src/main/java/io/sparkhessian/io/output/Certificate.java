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
 * What a verification found, beside the result that it looked at.
 *
 * @param application version of the program that checked
 * @param at when, in ISO 8601
 * @param manifest SHA-256 of the manifest that was checked, in hexadecimals
 * @param seed of the random choice
 * @param right whether every check is
 */
public record Certificate(
    String application, String at, String manifest, long seed, boolean right, List<Check> checks) {
  /** Its name in the output directory. */
  public static final String FILE = "certificate.json";

  private static final JsonMapper READER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /**
   * One thing that was compared.
   *
   * @param what was looked at
   * @param against what it was compared with
   * @param numbers of the rows or vectors that were chosen at random; empty for everything
   * @param error the largest, relative to the largest number; NaN where there is no such number
   * @param allowed error up to which it is right
   */
  public record Check(
      String what, String against, List<Integer> numbers, double error, double allowed) {
    public Check {
      numbers = List.copyOf(numbers);
    }

    /** Whether the error is no more than is allowed; a NaN is more. */
    @JsonProperty("right")
    public boolean right() {
      return error <= allowed;
    }
  }

  public Certificate {
    checks = List.copyOf(checks);
  }

  /**
   * The check of a result's files against their sizes and checksums.
   *
   * @param damaged how many are not as the manifest says
   */
  public static Check files(int damaged) {
    return new Check("files", "manifest.json", List.of(), damaged, 0);
  }

  /**
   * The one of the last verification of a result, if it was of the manifest that is there.
   *
   * @throws Failure of kind input when the file holds something else
   */
  public static Optional<Certificate> of(OutputDirectory out) throws IOException {
    if (!out.exists(FILE)) {
      return Optional.empty();
    }
    Location file = out.child(FILE);
    try (InputStream in = file.open()) {
      Certificate found = READER.readValue(in, Certificate.class);
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

  /** Takes an older one away, so that it does not stand beside a result that has changed. */
  public static void remove(OutputDirectory out) throws IOException {
    out.delete(FILE);
  }

  /** Writes it into the output directory, in place of an older one. */
  public void write(OutputDirectory out) throws IOException {
    JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    try {
      out.child(FILE).writeWhole(mapper.writeValueAsBytes(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
