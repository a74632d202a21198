package io.sparkhessian.io.parameters;

import io.sparkhessian.CsvField;
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
  /** Name of the file in a result. */
  public static final String NAME = "parameters.csv";

  private ParameterFile() {}

  /**
   * Reads a one-dimensional float64 {@code .npy}, or a {@code .csv} with the columns name,value or
   * index,name,value.
   *
   * @throws Failure of kind input if the file holds something else, of kind numbers if a value is
   *     NaN or infinite
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
      throw Failure.input(text + ": a parameter file must be .npy or .csv; convert it");
    }
    double[] values = Npy.readVector(file);
    if (values.length == 0) {
      throw Failure.input(text + ": holds no parameters; give at least one");
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw Failure.numbers(
            "%s: parameter %d (counted from 0) is %s; give finite parameters"
                .formatted(text, i, values[i]));
      }
    }
    return new ParameterVector(values, Optional.empty());
  }

  /**
   * Writes the columns {@code index,name,value}, one line per parameter. Values are read back to
   * the same bits.
   *
   * @param out is not closed
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
    boolean trimmed = name.isEmpty() || !name.equals(name.strip()); // by readers, unless quoted
    return trimmed ? CsvField.inQuotes(name) : CsvField.of(name);
  }
}
