package io.sparkhessian.report;

import com.samskivert.mustache.Mustache;
import io.sparkhessian.Sha256;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Writes a report as one self-contained HTML page. */
public final class ReportPage {
  private static final List<String> SCRIPTS =
      List.of("data.js", "tables.js", "plot.js", "figures.js", "heatmap.js");

  private ReportPage() {}

  /** Writes the page in UTF-8; the stream stays open. */
  public static void write(ReportData data, OutputStream stream) throws IOException {
    String code = SCRIPTS.stream().map(ReportPage::resource).reduce("", String::concat);
    String style = resource("style.css");
    Map<String, Object> model = PageModel.of(data);
    model.put("code", code);
    model.put("style", style);
    model.put("codeHash", hash(code));
    model.put("styleHash", hash(style));
    Writer writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    try (Reader page = new InputStreamReader(open("page.html"), StandardCharsets.UTF_8)) {
      Mustache.compiler()
          .escapeHTML(true)
          .withLoader(name -> new InputStreamReader(open(name), StandardCharsets.UTF_8))
          .compile(page)
          .execute(model, writer);
    }
    writer.flush();
  }

  /** Hash by which the content security policy of the page admits its script or style. */
  private static String hash(String text) {
    byte[] hash = Sha256.newDigest().digest(text.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(hash);
  }

  private static String resource(String name) {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name) {
    InputStream in = ReportPage.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException("the application jar lacks the report's " + name);
    }
    return in;
  }
}
