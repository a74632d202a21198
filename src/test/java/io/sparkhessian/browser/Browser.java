package io.sparkhessian.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One page in a real headless Chromium. */
public final class Browser implements AutoCloseable {
  private final Process process;
  private final DevTools tools;

  /**
   * @param profile an empty folder
   */
  public Browser(Path profile) throws IOException, InterruptedException {
    process = Chromium.find().start(profile);
    tools = new DevTools(page(Chromium.address(process)));
    new Thread(this::drain, "browser output").start();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      tools.call(domain + ".enable", Map.of());
    }
  }

  private static URI page(String address) throws IOException, InterruptedException {
    HttpRequest list = HttpRequest.newBuilder(URI.create("http://" + address + "/json")).build();
    String body = HttpClient.newHttpClient().send(list, BodyHandlers.ofString()).body();
    for (JsonNode target : new JsonMapper().readTree(body)) {
      if (target.get("type").asText().equals("page")) {
        return URI.create(target.get("webSocketDebuggerUrl").asText());
      }
    }
    throw new IllegalStateException("no page in " + body);
  }

  private void drain() {
    try {
      process.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      // It ended.
    }
  }

  /** Sets the width and height of the window and whether the system's colours are dark. */
  public void look(int width, int height, boolean dark) {
    tools.call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    Map<String, String> scheme =
        Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    tools.call("Emulation.setEmulatedMedia", Map.of("media", "", "features", List.of(scheme)));
  }

  /** Shows the page as a printer gets it, until it is looked at in another way. */
  public void onPaper() {
    tools.call("Emulation.setEmulatedMedia", Map.of("media", "print"));
    evaluate("new Promise(requestAnimationFrame).then(() => true)");
  }

  /** Opens a file and waits until it and its scripts are loaded. */
  public void open(Path file) {
    CompletableFuture<JsonNode> loaded = tools.next("Page.loadEventFired");
    tools.call("Page.navigate", Map.of("url", file.toUri().toString()));
    loaded.join();
  }

  /** The value of a JavaScript expression; of a promise, what it gives. */
  public JsonNode evaluate(String expression) {
    JsonNode reply =
        tools.call(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (reply.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + reply.get("exceptionDetails")); // of the page
    }
    return reply.get("result").path("value");
  }

  /** Writes a picture of the whole page. */
  public void screenshot(Path png) throws IOException {
    JsonNode shot =
        tools.call("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", clip()));
    write(png, shot);
  }

  /** Points and clicks at a place of what a selector finds, given as shares of its size. */
  public void click(String selector, double shareOfWidth, double shareOfHeight) {
    JsonNode at =
        evaluate(
            "(() => { const e = document.querySelector('%s'); e.scrollIntoView({block: 'center'});"
                    .formatted(selector)
                + " const b = e.getBoundingClientRect(); return [b.x, b.y, b.width, b.height];"
                + " })()");
    double x = at.get(0).asDouble() + shareOfWidth * at.get(2).asDouble();
    double y = at.get(1).asDouble() + shareOfHeight * at.get(3).asDouble();
    for (String type : List.of("mouseMoved", "mousePressed", "mouseReleased")) {
      tools.call(
          "Input.dispatchMouseEvent",
          Map.of("type", type, "x", x, "y", y, "button", "left", "clickCount", 1));
    }
  }

  private Map<String, ?> clip() {
    JsonNode size = tools.call("Page.getLayoutMetrics", Map.of()).get("cssContentSize");
    return Map.of(
        "x",
        0,
        "y",
        0,
        "scale",
        1,
        "width",
        size.get("width").asInt(),
        "height",
        size.get("height").asInt());
  }

  /** Writes what the printer would get. */
  public void print(Path pdf) throws IOException {
    write(pdf, tools.call("Page.printToPDF", Map.of("printBackground", true)));
  }

  private static void write(Path file, JsonNode reply) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(reply.get("data").asText()));
  }

  /** Errors and warnings of the console, uncaught exceptions, and requests to a network. */
  public List<String> complaints() {
    return tools.events().stream().filter(Browser::complains).map(JsonNode::toString).toList();
  }

  private static boolean complains(JsonNode event) {
    JsonNode parameters = event.get("params");
    return switch (event.get("method").asText()) {
      case "Runtime.exceptionThrown", "Log.entryAdded" -> true;
      case "Runtime.consoleAPICalled" -> !parameters.get("type").asText().equals("log");
      case "Network.requestWillBeSent" ->
          !parameters.at("/request/url").asText().matches("(file|blob|data):.*");
      default -> false;
    };
  }

  @Override
  public void close() {
    tools.close();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }
}
