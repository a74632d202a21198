package io.sparkhessian.io.parameters;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.io.npy.Npy;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;

/** Reads parameter vectors from {@code .npy} and {@code .csv} files and writes parameters.csv. */
public final class ParameterFile {
  /** What the file of a result is called. */
  public static final String NAME = "parameters.csv";

  private ParameterFile() {}

  /**
   * Reads the file that {@code text} names: a one-dimensional float64 {@code .npy}, or a {@code
   * .csv} with the columns name,value or index,name,value.
   *
   * @throws Failure of kind input for a file that is something else, of kind numbers for a value
   *     that is NaN or infinite
   */
  public static ParameterVector read(Configuration configuration, String text) {
    try {
      return read(Location.of(configuration, text));
    } catch (IOException | FSError e) {
      throw Location.unreadable(text, e);
    }
  }

  private static ParameterVector read(Location file) throws IOException {
    file.requireRegular();
    String text = file.text();
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".csv")) {
      try (InputStream in = file.open()) {
        return new ParameterTable(text).read(in);
      }
    }
    if (!lower.endsWith(".npy")) {
      throw Failure.input(text + ": parameters are read from .npy or .csv files; convert it");
    }
    double[] values = Npy.readVector(file);
    if (values.length == 0) {
      throw Failure.input(text + ": holds no parameters");
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw Failure.numbers(
            "%s: parameter %d (counted from 0) is %s; the model must be finite to be differentiated"
                .formatted(text, i, values[i]));
      }
    }
    return new ParameterVector(values, Optional.empty());
  }

  /**
   * Writes {@code index,name,value}, a line a parameter; the values read back to the same bits.
   *
   * @param out left open
   */
  public static void write(OutputStream out, List<String> names, double[] values)
      throws IOException {
    if (names.size() != values.length) {
      throw new IllegalArgumentException(names.size() + " names, " + values.length + " values");
    }
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    writer.write("index,name,value\n");
    int index = 0;
    for (String name : names) {
      writer.write(index + "," + field(name) + "," + values[index] + "\n");
      index++;
    }
    writer.flush();
  }

  private static String field(String name) {
    boolean plain =
        !name.isEmpty()
            && name.equals(name.strip())
            && name.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? name : "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
