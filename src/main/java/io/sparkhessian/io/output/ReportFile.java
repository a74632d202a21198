package io.sparkhessian.io.output;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.Location;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSError;

/** The page about a result: beside it, made of it, and in no manifest, as a certificate is. */
public final class ReportFile {
  /** Its name in the output directory. */
  public static final String NAME = "report.html";

  /** What gives the page's bytes. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private ReportFile() {}

  /** Writes it where the result's files go, at once and whole, in place of an older one. */
  public static void write(OutputDirectory out, Content content) throws IOException {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    content.writeTo(page);
    out.child(NAME).writeWhole(page.toByteArray());
  }

  /**
   * The same beside a finished result.
   *
   * @throws Failure of kind input when nothing can be written there
   */
  public static void rewrite(OutputDirectory out, Content content) {
    try {
      write(out, content);
    } catch (IOException | FSError e) {
      throw Location.unwritable(out.child(NAME).text(), e);
    }
  }
}
