package io.sparkhessian.io.source;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.csv.CSVOptions;

/**
 * The records of CSV files, split into cells as Spark's own reader splits them.
 *
 * <p>A row holds the bytes of a line, or of a whole file with the option multiLine. Spark's own
 * reader takes time quadratic in the number of columns.
 */
final class CsvRecords implements DataRecords {
  private static final long serialVersionUID = 1L;

  private final CSVOptions options;
  private final int columnsInFile;
  private final int[] positions;
  private transient CsvParser parser;
  private transient Charset charset;

  /**
   * Records of files with so many columns.
   *
   * @param positions of the columns that are read
   */
  CsvRecords(CSVOptions options, int columnsInFile, int[] positions) {
    this.options = options;
    this.columnsInFile = columnsInFile;
    this.positions = positions.clone();
  }

  /** Whether a line is neither blank nor a comment. */
  static boolean isRecord(String line, CSVOptions options) {
    boolean comment = options.isCommentSet() && line.indexOf(options.comment()) == 0;
    return !comment && !line.trim().isEmpty();
  }

  @Override
  public Iterator<DataRecord> read(InternalRow row) {
    if (parser == null) {
      CsvParserSettings settings = options.asParserSettings();
      // Rows that are too long are read too; the parser allocates memory for so many cells.
      settings.setMaxColumns(2 * columnsInFile + 10_000);
      parser = new CsvParser(settings);
      charset = Charset.forName(options.charset());
    }
    byte[] content = row.getBinary(CONTENT);
    if (options.multiLine()) {
      parser.beginParsing(new ByteArrayInputStream(content), charset);
      return Stream.generate(this::next).takeWhile(Objects::nonNull).iterator();
    }
    String line = new String(content, charset);
    return isRecord(line, options) ? List.of(line(line)).iterator() : Collections.emptyIterator();
  }

  private DataRecord line(String line) {
    try {
      String[] cells = parser.parseLine(line);
      return isOpen(line, cells)
          ? refused("%s has a quote that is not closed", line)
          : record(cells, line);
    } catch (TextParsingException e) {
      return unreadable(line);
    }
  }

  /** Whether the last cell has an open quote: it then takes in one more cell. */
  private boolean isOpen(String line, String[] cells) {
    String quote = String.valueOf(options.quote());
    if (cells == null || !line.contains(quote) || line.stripTrailing().endsWith(quote)) {
      return false;
    }
    String[] more = parser.parseLine(line + options.delimiter() + "0");
    return more.length == cells.length;
  }

  /** Returns the next record of a file, or null at its end. */
  private DataRecord next() {
    try {
      String[] found = parser.parseNext();
      return found == null ? null : record(found, null);
    } catch (TextParsingException e) {
      return unreadable(e.getParsedContent());
    }
  }

  /**
   * Returns the chosen cells of a record.
   *
   * @param found all cells, or null if there are none
   * @param line the text of the record, or null to take it from the parser
   */
  private DataRecord record(String[] found, String line) {
    int count = found == null ? 0 : found.length;
    List<Object> cells = new ArrayList<>(positions.length);
    for (int position : positions) {
      String cell = position < count ? found[position] : null;
      cells.add(options.nullValue().equals(cell) ? null : cell);
    }
    if (count == columnsInFile) {
      return new DataRecord(cells, Optional.empty());
    }
    String text = line == null ? parser.getContext().currentParsedContent().strip() : line;
    return new DataRecord(cells, Optional.of(DataRecord.miscounted(text, columnsInFile)));
  }

  private DataRecord unreadable(String text) {
    return refused("%s cannot be split into " + columnsInFile + " cells", text);
  }

  private DataRecord refused(String wrong, String text) {
    return new DataRecord(
        Collections.nCopies(positions.length, null),
        Optional.of(wrong.formatted(DataCell.show(text)) + "; correct the row or data.options"));
  }
}
