package io.sparkhessian.io.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.sparkhessian.Failure;
import io.sparkhessian.job.DataFormat;
import io.sparkhessian.job.DataSpec;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.json.JSONOptions;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Finds lines of text that Spark's parsers would silently truncate: to the first of several JSON
 * values, and {@code index:value:more} to {@code index:value}.
 */
final class TruncatedLines {
  /** Formats whose parsers use a part of a wrong line in silence. */
  static final Set<DataFormat> FORMATS = Set.of(DataFormat.JSON, DataFormat.LIBSVM);

  /** Length of a line in a message. */
  private static final int MOST_SHOWN = 60;

  /** Options of the reader of records that the reader of text takes too. */
  private static final List<String> OPTIONS =
      List.of(
          "linesep", "pathglobfilter", "recursivefilelookup", "modifiedbefore", "modifiedafter");

  private TruncatedLines() {}

  /** Returns what is wrong with a line; empty when nothing is. */
  private interface Check extends Serializable {
    String wrong(String line);
  }

  /**
   * Reads the lines of a source of json or libsvm.
   *
   * @throws Failure of kind input for a wrong line, with its file
   */
  static void refuse(SparkSession spark, DataSpec source, String path) {
    Map<String, String> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    given.putAll(source.options());
    Map<String, String> options = new TreeMap<>();
    OPTIONS.stream().filter(given::containsKey).forEach(key -> options.put(key, given.get(key)));
    options.put("wholetext", given.getOrDefault("multiLine", "false"));
    Check check =
        source.format() == DataFormat.JSON ? json(source.options()) : TruncatedLines::pairs;
    Dataset<Row> text = spark.read().format("text").options(options).load(path);
    Column file = text.metadataColumn("_metadata").getField("file_path");
    List<String> found =
        text.select(file, text.col("value"))
            .queryExecution()
            .toRdd()
            .toJavaRDD()
            .map(
                row ->
                    message(
                        row.getUTF8String(0).toString(), check, row.getUTF8String(1).toString()))
            .filter(message -> !message.isEmpty())
            .take(1);
    if (!found.isEmpty()) {
      throw Failure.input(found.get(0));
    }
  }

  private static String message(String file, Check check, String line) {
    String wrong = check.wrong(line);
    String start = line.strip();
    return wrong.isEmpty()
        ? ""
        : "%s: the line %s %s"
            .formatted(
                file,
                DataCell.show(start.substring(0, Math.min(MOST_SHOWN, start.length()))),
                wrong);
  }

  private static Check json(Map<String, String> given) {
    JSONOptions options =
        new JSONOptions(
            scala.collection.immutable.Map.from(CollectionConverters.asScala(given)),
            "UTC",
            "_malformed");
    JsonFactory factory = options.buildJsonFactory();
    return line -> values(factory, line);
  }

  private static String values(JsonFactory factory, String line) {
    boolean first = true;
    try (JsonParser parser = factory.createParser(line)) {
      if (parser.nextToken() != null) {
        parser.skipChildren();
        first = false;
        if (parser.nextToken() == null) {
          return "";
        }
      }
    } catch (IOException e) {
      if (first) {
        return ""; // Spark reports the error
      }
    }
    return first ? "" : "has more text after its JSON value; put each record on its own line";
  }

  /** Returns what is wrong with a line {@code label index:value ...}. */
  private static String pairs(String line) {
    String record = line.strip();
    if (record.startsWith("#")) {
      return "";
    }
    for (String pair : record.split("\\s+", -1)) {
      int colon = pair.indexOf(':');
      boolean indexed = colon > 0 && pair.chars().limit(colon).allMatch(Character::isDigit);
      if (indexed && pair.indexOf(':', colon + 1) >= 0) {
        return "has '%s', which is no index:value pair; correct it".formatted(pair);
      }
      if (indexed && isTooLarge(pair.substring(0, colon))) {
        return "has the index %s, which is too large; give one below %d"
            .formatted(pair.substring(0, colon), Integer.MAX_VALUE);
      }
    }
    return "";
  }

  private static boolean isTooLarge(String digits) {
    String largest = Integer.toString(Integer.MAX_VALUE);
    String index = digits.replaceFirst("^0+", "");
    return index.length() > largest.length()
        || (index.length() == largest.length() && index.compareTo(largest) >= 0);
  }
}
