package io.sparkhessian.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

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
}
