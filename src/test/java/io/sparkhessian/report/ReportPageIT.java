package io.sparkhessian.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkhessian.browser.Browser;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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
  private static final Path PICTURES = Path.of("target", "report");
  private static final int DESKTOP = 1200;
  private static final int PHONE = 360;

  @TempDir static Path folder;
  private static Browser browser;
  private static Path page;
  private static String looks;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    page = Files.createDirectories(PICTURES).resolve("report.html").toAbsolutePath();
    try (OutputStream out = Files.newOutputStream(page)) {
      String name = "digits <script>throw 1</script>";
      ReportPage.write(SyntheticReport.of(64, 32, 10, name), out);
    }
    try (var script = ReportPageIT.class.getResourceAsStream("looks.js")) {
      looks = new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
    browser = new Browser(Files.createDirectory(folder.resolve("profile")));
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  @Test
  void everyFigureIsDrawnAndNoTextOverlaps() throws IOException {
    for (int width : List.of(DESKTOP, PHONE)) {
      for (boolean dark : List.of(false, true)) {
        open(width, dark);
        String look = width + (dark ? "-dark" : "-light");
        browser.screenshot(PICTURES.resolve(look + ".png"));
        JsonNode faults = browser.evaluate(looks);
        assertEquals("[]", faults.toString(), look);
        assertEquals(List.of(), browser.complaints(), look);
      }
    }
  }

  @Test
  void itPrints() throws IOException {
    open(DESKTOP, true);
    browser.print(PICTURES.resolve("report.pdf"));

    assertTrue(Files.size(PICTURES.resolve("report.pdf")) > 50_000);
  }

  @Test
  void aClickOnAHeadingSorts() {
    open(DESKTOP, false);
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
    open(DESKTOP, false);
    JsonNode whole = browser.evaluate("document.querySelector('.matrix canvas').width");
    browser.click(".matrix canvas", 0.95, 0.95);
    assertTrue(browser.evaluate(settled("2-2")).asBoolean());
    browser.screenshot(PICTURES.resolve("block.png"));
    assertNotEquals(whole, browser.evaluate("document.querySelector('.matrix canvas').width"));
    String readout =
        browser.evaluate("document.querySelector('#heatmap output').textContent").asText();
    assertTrue(readout.contains("layer2.weight["), readout);
    browser.click(".matrix canvas", 0.5, 0.5);
    assertTrue(browser.evaluate(settled("whole")).asBoolean());
  }

  private static String settled(String block) {
    return "new Promise(done => { const look = () => document.getElementById('heatmap').dataset.shown"
        + " === '"
        + block
        + "' ? done(true) : requestAnimationFrame(look); look(); })";
  }

  private static void open(int width, boolean dark) {
    browser.look(width, 900, dark);
    browser.open(page);
    browser.evaluate(
        "heatmap.ready.then(() => new Promise(requestAnimationFrame))"
            + ".then(() => new Promise(requestAnimationFrame)).then(() => true)");
  }
}
