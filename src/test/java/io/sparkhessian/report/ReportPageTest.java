package io.sparkhessian.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.quantity.diagonal.Comparison;
import io.sparkhessian.report.diagnosis.Finding;
import io.sparkhessian.report.diagnosis.Verdict;
import io.sparkhessian.report.figure.Distribution;
import io.sparkhessian.report.figure.Entry;
import io.sparkhessian.report.figure.Layer;
import io.sparkhessian.report.figure.Spectrum;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportPageTest {
  private static final int FIVE_MEGABYTES = 5_000_000;

  @Test
  void theReportOfALargeNetworkStaysSmall() throws IOException {
    String page = page(SyntheticReport.of(784, 32, 10, "mnist"));

    assertTrue(page.length() < FIVE_MEGABYTES, () -> page.length() + " bytes");
    String local = page.replace("http://www.w3.org/2000/svg", ""); // the name of a language
    assertFalse(local.contains("http:") || local.contains("https:"), "no network");
  }

  @Test
  void everyTextIsEscaped() throws IOException {
    String evil = "<script>alert(\"1\")</script>&'";
    Layer layer = new Layer(evil, 1, 2, 0);
    double[] diagonal = {1, 2};
    ReportData data =
        new ReportData(
            new ReportData.Heading(evil, evil, List.of(new Entry(evil, evil))),
            List.of(new Finding(Verdict.OK, evil, evil, evil, List.of(evil))),
            new ReportData.Checks(
                List.of(evil), evil, List.of(new ReportData.Check(evil, evil, Verdict.OK))),
            Optional.empty(),
            List.of(
                Distribution.of(
                        new Distribution.Words("id", evil, evil, evil, evil),
                        List.of(layer),
                        i -> evil,
                        diagonal)
                    .chapter(),
                new Spectrum(evil, diagonal, diagonal, diagonal, diagonal).chapter(),
                new Comparison(
                        evil,
                        List.of(new Comparison.Agreement(evil, 0, 1, 1)),
                        List.of(new Comparison.Point(evil, evil, 1, 1)))
                    .chapter()),
            new Timing(
                List.of(new Entry(evil, evil)),
                List.of(),
                List.of(new Timing.Stage(evil, diagonal))),
            new ReportData.Origin(List.of(new Entry(evil, evil)), List.of(new Entry(evil, evil))));

    String page = page(data);

    assertFalse(page.contains("<script>alert"), page);
    assertEquals(1, page.split("<script>", -1).length - 1);
  }

  private static String page(ReportData data) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReportPage.write(data, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
