package io.sparkhessian.quantity.trace;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.io.output.NumberTable;
import io.sparkhessian.io.output.OutputDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * Stored estimates of traces.
 *
 * @param parts the whole matrix, named "all", then its blocks
 */
public record StoredTrace(String method, long seed, List<Part> parts) {
  public static final String FILE = "trace.json";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * Estimated trace of a part.
   *
   * @param size number of rows
   * @param products number of products
   */
  public record Part(String name, int size, double trace, double standardError, int products) {}

  public StoredTrace {
    parts = parts == null ? List.of() : List.copyOf(parts); // a damaged file may lack parts
  }

  public void write(OutputDirectory out) throws IOException {
    try (OutputStream file = out.create(FILE)) {
      file.write(JSON.writeValueAsBytes(this));
    }
  }

  /**
   * Reads the estimates of a result.
   *
   * @throws Failure of kind input if the file is missing or damaged
   */
  public static StoredTrace read(OutputDirectory out) throws IOException {
    Location file = out.child(FILE);
    try (InputStream in = file.open()) {
      return JSON.readValue(in, StoredTrace.class);
    } catch (JacksonException e) {
      throw NumberTable.damaged(file);
    }
  }
}
