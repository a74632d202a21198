package io.sparkhessian.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkhessian.browser.Browser;
import io.sparkhessian.browser.PageLooks;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser: {@code ./mvnw verify -Pbrowser}. */
@Tag("browser")
class ReportPageIT {
  @TempDir static Path folder;
  private static Browser browser;
  private static Path page;
  private static PageLooks looks;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    page = Files.createDirectories(PageLooks.PICTURES).resolve("report.html").toAbsolutePath();
    try (OutputStream out = Files.newOutputStream(page)) {
      String name = "digits <script>throw 1</script>";
      ReportPage.write(SyntheticReport.of(64, 32, 10, name), out);
    }
    browser = new Browser(Files.createDirectory(folder.resolve("profile")));
    looks = new PageLooks(browser);
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  @Test
  void hasNoLayoutFaults() throws IOException {
    looks.assertRight(page, "synthetic");
  }

  @Test
  void aClickOnAHeadingSorts() {
    looks.open(page, PageLooks.DESKTOP, false);
    String column =
        "[...document.querySelectorAll('#diagonals table tbody')[0].rows]"
            + ".map(r => Number(r.cells[8].querySelector('data').value))";
    browser.click("#diagonals th:nth-child(9) button", 0.5, 0.5);
    String up = column + ".every((v, i, all) => i === 0 || all[i - 1] <= v)";
    assertTrue(browser.evaluate(up).asBoolean());
    browser.click("#diagonals th:nth-child(9) button", 0.5, 0.5);
    String down = column + ".every((v, i, all) => i === 0 || all[i - 1] >= v)";
    assertTrue(browser.evaluate(down).asBoolean());
  }

  @Test
  void aClickOnABlockLooksIntoItAndBack() throws IOException {
    looks.open(page, PageLooks.DESKTOP, false);
    JsonNode whole = browser.evaluate("document.querySelector('.matrix canvas').width");
    browser.click(".matrix canvas", 0.95, 0.95);
    assertTrue(browser.evaluate(settled("2-2")).asBoolean());
    browser.screenshot(PageLooks.PICTURES.resolve("block.png"));
    assertNotEquals(whole, browser.evaluate("document.querySelector('.matrix canvas').width"));
    String readout =
        browser.evaluate("document.querySelector('#heatmap output').textContent").asText();
    assertTrue(readout.contains("layer2.weight["), readout);
    browser.click(".matrix canvas", 0.5, 0.5);
    assertTrue(browser.evaluate(settled("whole")).asBoolean());
  }

  /** Without a new layout, the borders of the layers would be misplaced on narrower paper. */
  @Test
  void theHeatmapIsLaidOutForPaperBeforeItIsPrinted() {
    looks.open(page, PageLooks.DESKTOP, true);
    String places =
        "[document.querySelector('.matrix canvas').getBoundingClientRect().right,"
            + " Math.max(...[...document.querySelectorAll('.matrix line')]"
            + ".map(line => line.getBoundingClientRect().right))]";
    JsonNode before = browser.evaluate(places);
    JsonNode printed =
        browser.evaluate("(dispatchEvent(new Event('beforeprint')), " + places + ")");
    JsonNode after = browser.evaluate("(dispatchEvent(new Event('afterprint')), " + places + ")");

    assertTrue(printed.get(0).asDouble() < before.get(0).asDouble() - 50, printed::toString);
    for (JsonNode place : List.of(before, printed, after)) {
      assertEquals(place.get(0).asDouble(), place.get(1).asDouble(), 2, place::toString);
    }
    assertEquals(before, after);
  }

  @Test
  void numbersAreReadUnderThePointerAndSavedAsTheyAreShown() {
    looks.open(page, PageLooks.DESKTOP, false);
    browser.click("#eigenvalues .plot svg", 0.999, 0.1);
    String read =
        browser.evaluate("document.querySelector('#eigenvalues output').textContent").asText();
    assertTrue(read.matches("number [0-9,]+: .+"), read);
    String saved =
        "new Promise(done => { const make = URL.createObjectURL;"
            + " URL.createObjectURL = blob => { blob.text().then(done); return make(blob); };"
            + " document.querySelector('#eigenvalues .save').click(); })";
    String csv = browser.evaluate(saved).asText();
    assertTrue(csv.startsWith("rank,value"), csv);
    assertEquals(
        browser.evaluate("document.querySelector('#eigenvalues pre').textContent").asText(), csv);
  }

  private static String settled(String block) {
    return "new Promise(done => { const look = () =>"
        + " document.getElementById('heatmap').dataset.shown === '"
        + block
        + "' ? done(true) : requestAnimationFrame(look); look(); })";
  }
}
