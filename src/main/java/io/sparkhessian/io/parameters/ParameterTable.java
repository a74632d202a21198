package io.sparkhessian.io.parameters;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import io.sparkhessian.Failure;
import io.sparkhessian.io.file.Location;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSError;

/** Reads a parameter vector from CSV with the columns name,value or index,name,value. */
final class ParameterTable {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[-+]?(nan|inf|infinity)", Pattern.CASE_INSENSITIVE);
  private static final int LONGEST_SHOWN = 60;

  private final String file;
  private final Map<String, Long> lines = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private double[] values = new double[64];

  ParameterTable(String file) {
    this.file = file;
  }

  ParameterVector read(InputStream in) {
    CsvParser parser = new CsvParser(settings());
    long line = 1;
    try {
      parser.beginParsing(in, StandardCharsets.UTF_8);
      boolean indexed = indexed(parser.parseNext());
      line = parser.getContext().currentLine() + 1;
      for (String[] row = parser.parseNext(); row != null; row = parser.parseNext()) {
        add(row, indexed, line);
        line = parser.getContext().currentLine() + 1;
      }
    } catch (TextParsingException e) {
      requireReadable(e);
      throw failure(
          line, "not a row of comma-separated values; quote a name as \"a \"\"quoted\"\" name\"");
    } finally {
      parser.stopParsing();
    }
    if (names.isEmpty()) {
      throw failure(1, "holds a header but no parameters; give at least one");
    }
    return new ParameterVector(
        Arrays.copyOf(values, names.size()), Optional.of(List.copyOf(names)));
  }

  /** Fails if the cause is an exception of the file system, which the parser wraps. */
  private void requireReadable(TextParsingException parsing) {
    for (Throwable each = parsing; each != null; each = each.getCause()) {
      if (each instanceof IOException || each instanceof FSError) {
        throw Location.unreadable(file, each);
      }
    }
  }

  private static CsvParserSettings settings() {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setCommentProcessingEnabled(false);
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setSkipEmptyLines(false);
    settings.setUnescapedQuoteHandling(UnescapedQuoteHandling.RAISE_ERROR);
    settings.setReadInputOnSeparateThread(false);
    settings.setNullValue("");
    return settings;
  }

  private boolean indexed(String[] header) {
    List<String> columns = header == null ? List.of() : Arrays.asList(header);
    boolean indexed = columns.equals(List.of("index", "name", "value"));
    if (!indexed && !columns.equals(List.of("name", "value"))) {
      throw failure(1, "the header must be name,value, not " + shown(String.join(",", columns)));
    }
    return indexed;
  }

  private void add(String[] row, boolean indexed, long line) {
    if (row.length == 1 && row[0].isEmpty()) {
      return;
    }
    int columns = indexed ? 3 : 2;
    if (row.length != columns) {
      throw failure(
          line,
          "has %d columns, the header has %d; quote names that contain a comma"
              .formatted(row.length, columns));
    }
    int index = names.size();
    if (indexed && !row[0].equals(String.valueOf(index))) {
      throw failure(
          line,
          "the index is %s, but %d comes next; keep the rows in order"
              .formatted(shown(row[0]), index));
    }
    String name = row[columns - 2];
    if (name.isEmpty()) {
      throw failure(line, "the name is missing");
    }
    Long first = lines.putIfAbsent(name, line);
    if (first != null) {
      throw failure(
          line,
          "the name %s was used on line %d; names must be unique".formatted(shown(name), first));
    }
    if (index == values.length) {
      values = Arrays.copyOf(values, 2 * index);
    }
    values[index] = value(row[columns - 1], name, line);
    names.add(name);
  }

  private double value(String text, String name, long line) {
    boolean number = NUMBER.matcher(text).matches();
    if (!number && !NOT_FINITE.matcher(text).matches()) {
      throw failure(
          line, "the value of %s is %s, not a number".formatted(shown(name), shown(text)));
    }
    double value = number ? Double.parseDouble(text) : Double.NaN;
    if (!Double.isFinite(value)) {
      throw Failure.numbers(
          "%s:%d: the value of %s is %s; give finite parameters"
              .formatted(file, line, shown(name), text));
    }
    return value;
  }

  private Failure failure(long line, String complaint) {
    return Failure.input(file + ":" + line + ": " + complaint);
  }

  private static String shown(String text) {
    String shortened =
        text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    return "'" + shortened.replaceAll("\\p{Cntrl}", "?") + "'";
  }
}
