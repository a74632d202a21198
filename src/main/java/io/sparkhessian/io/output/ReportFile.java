package io.sparkhessian.io.output;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.Location;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSError;

/** The report page of a result. Like a certificate, it is not listed in the manifest. */
public final class ReportFile {
  /** Name of the file in the output directory. */
  public static final String NAME = "report.html";

  /** Writes the content of the page. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private ReportFile() {}

  /** Writes the page atomically to the files of the result and replaces an older page. */
  public static void write(OutputDirectory out, Content content) throws IOException {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    content.writeTo(page);
    out.child(NAME).writeWhole(page.toByteArray());
  }

  /**
   * Writes the page of a finished result.
   *
   * @throws Failure of kind input if the page cannot be written
   */
  public static void rewrite(OutputDirectory out, Content content) {
    try {
      write(out, content);
    } catch (IOException | FSError e) {
      throw Location.unwritable(out.child(NAME).text(), e);
    }
  }
}
