package io.sparkhessian.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Inspects a report page on desktop and phone, in light and dark mode, and on paper. */
public final class PageLooks {
  /** Directory of screenshots. */
  public static final Path PICTURES = Path.of("target", "report");

  public static final int DESKTOP = 1200;
  private static final int PHONE = 360;
  private static final int PAPER = 718; // A4 without its margins
  private static final int HEIGHT = 900;

  private final Browser browser;
  private final String faults;

  public PageLooks(Browser browser) throws IOException {
    this.browser = browser;
    try (InputStream script =
        Browser.class.getResourceAsStream("/io/sparkhessian/report/looks.js")) {
      faults = new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Fails with the layout faults of the page. */
  public void assertRight(Path page, String name) throws IOException {
    for (int width : List.of(DESKTOP, PHONE)) {
      for (boolean dark : List.of(false, true)) {
        String look = "%s-%d-%s".formatted(name, width, dark ? "dark" : "light");
        open(page, width, dark);
        browser.screenshot(PICTURES.resolve(look + ".png"));
        assertNoFaults(look);
      }
    }
    open(page, PAPER, true);
    browser.onPaper();
    assertNoFaults(name + " on paper");
    Path pdf = PICTURES.resolve(name + ".pdf");
    browser.print(pdf);
    assertTrue(Files.size(pdf) > 20_000, () -> pdf + " is too small to show anything");
  }

  private void assertNoFaults(String look) {
    assertEquals("[]", browser.evaluate(faults).toString(), look);
    assertEquals(List.of(), browser.complaints(), look);
  }

  /** Opens the page and waits until its figures are drawn. */
  public void open(Path page, int width, boolean dark) {
    browser.look(width, HEIGHT, dark);
    browser.open(page);
    browser.evaluate(
        "heatmap.ready.then(() => new Promise(requestAnimationFrame))"
            + ".then(() => new Promise(requestAnimationFrame)).then(() => true)");
  }
}
