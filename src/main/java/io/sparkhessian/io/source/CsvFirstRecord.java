package io.sparkhessian.io.source;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import io.sparkhessian.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.hadoop.mapreduce.lib.input.LineRecordReader;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.apache.spark.sql.execution.datasources.CodecStreams;

/** The first record of CSV files, read without a Spark job. */
final class CsvFirstRecord {
  private final Configuration hadoop;
  private final CSVOptions options;
  private final CsvParser parser;

  private CsvFirstRecord(Configuration hadoop, CSVOptions options) {
    this.hadoop = hadoop;
    this.options = options;
    this.parser = new CsvParser(options.asParserSettings());
  }

  /** Returns the cells of the first record of the first file that has one. */
  static Optional<List<String>> find(Configuration hadoop, CSVOptions options, List<String> files) {
    CsvFirstRecord reader = new CsvFirstRecord(hadoop, options);
    for (String file : files) {
      Path path = new Path(URI.create(file));
      try {
        String[] cells = options.multiLine() ? reader.ofWhole(path) : reader.ofLines(path);
        if (cells != null) {
          return Optional.of(Arrays.asList(cells));
        }
      } catch (IOException | TextParsingException e) {
        throw Failure.input(
            "%s cannot be read as csv: %s; correct the file, data.format or data.options"
                .formatted(
                    path.toUri().getPath(),
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
            e);
      }
    }
    return Optional.empty();
  }

  private String[] ofWhole(Path path) throws IOException {
    try (InputStream stream = CodecStreams.createInputStream(hadoop, path)) {
      parser.beginParsing(stream, Charset.forName(options.charset()));
      String[] cells = parser.parseNext();
      parser.stopParsing();
      return cells;
    }
  }

  /** Reads lines as Spark's text source does, which skips a byte order mark. */
  private String[] ofLines(Path path) throws IOException {
    byte[] separator = options.lineSeparatorInRead().getOrElse(() -> null);
    long length = path.getFileSystem(hadoop).getFileStatus(path).getLen();
    FileSplit split = new FileSplit(path, 0, length, new String[0]);
    try (LineRecordReader lines = new LineRecordReader(separator)) {
      lines.initialize(split, new TaskAttemptContextImpl(hadoop, new TaskAttemptID()));
      while (lines.nextKeyValue()) {
        byte[] bytes = lines.getCurrentValue().copyBytes();
        String line = new String(bytes, Charset.forName(options.charset()));
        if (CsvRecords.isRecord(line, options)) {
          return parser.parseLine(line);
        }
      }
      return null;
    }
  }
}
