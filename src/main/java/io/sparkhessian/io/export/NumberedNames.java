package io.sparkhessian.io.export;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import io.sparkhessian.CsvField;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** CSV files of names with the columns index,name. */
public final class NumberedNames {
  private NumberedNames() {}

  public static void write(OutputStream out, List<String> names) throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    text.write("index,name\n");
    for (int i = 0; i < names.size(); i++) {
      text.write(i + "," + CsvField.of(names.get(i)) + "\n");
    }
    text.flush();
  }

  /** Reads the names from a file that {@link #write} wrote. */
  public static List<String> read(InputStream in) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setReadInputOnSeparateThread(false);
    settings.setHeaderExtractionEnabled(true);
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.setMaxCharsPerColumn(-1);
    return new CsvParser(settings)
        .parseAll(in, StandardCharsets.UTF_8).stream().map(row -> row[1]).toList();
  }
}
