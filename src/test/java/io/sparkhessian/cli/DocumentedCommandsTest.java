package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.documentation.MarkdownPage;
import io.sparkhessian.documentation.MarkdownPage.Block;
import io.sparkhessian.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Every command in the documentation parses, and every job and benchmark that it names exists. */
class DocumentedCommandsTest {
  private static final String COMMAND = "submit/spark-hessian ";
  private static final String BENCHMARK = "src/benchmark/run ";
  private static final Pattern NAME = Pattern.compile("\\| `([a-z]+)` \\| .*");

  static List<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    for (String line : shellLines()) {
      if (line.startsWith(COMMAND)) {
        commands.add(line.substring(COMMAND.length()));
      }
    }
    return commands;
  }

  /** The lines of shell blocks, and the commands in console blocks. */
  private static List<String> shellLines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (MarkdownPage page : MarkdownPage.manual()) {
      page.blocks("sh").stream().map(Block::lines).forEach(lines::addAll);
      page.blocks("console").stream()
          .flatMap(block -> block.lines().stream())
          .filter(line -> line.startsWith("$ "))
          .forEach(line -> lines.add(line.substring(2)));
    }
    return lines;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void isACommand(String command) throws IOException {
    List<String> words = withoutSparkFlags(command);
    ParseResult parsed =
        assertDoesNotThrow(
            () ->
                new CommandLine(new Main(), new CommandFactory(Registry.STANDARD))
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .parseArgs(words.toArray(String[]::new)));
    if (words.get(0).startsWith("-")) {
      return;
    }
    assertTrue(parsed.hasSubcommand(), command);
    ParseResult of = parsed.subcommand();
    String file = of.matchedPositionals().get(0).getValue();
    if (file.startsWith("conf/")) {
      List<String> settings = of.matchedOptionValue("--set", List.<String>of());
      Registry.STANDARD.jobs().read(file, Files.readString(Path.of(file)), settings);
    } else if (file.startsWith("out/")) {
      assertTrue(Files.exists(Path.of("conf", file.substring(4) + ".yaml")), command);
    }
  }

  /** Returns the words without Spark's flags and their values, as listed in the start script. */
  private static List<String> withoutSparkFlags(String command) throws IOException {
    String script = Files.readString(Path.of("submit/spark-hessian"));
    int start = script.indexOf("case $flag in");
    Set<String> flags =
        Set.of(script.substring(start, script.indexOf(')', start)).split("[\\s|\\\\]+"));
    List<String> words = new ArrayList<>(Arrays.asList(command.split(" +", -1)));
    for (int at = 0; at < words.size(); at++) {
      String word = words.get(at);
      if (word.startsWith("--") && flags.contains(word)) {
        words.remove(at);
        words.remove(at--);
      }
    }
    return words;
  }

  @Test
  void theBenchmarksExist() throws IOException {
    Set<String> known =
        Files.readAllLines(Path.of("src/benchmark/README.md")).stream()
            .map(NAME::matcher)
            .filter(Matcher::matches)
            .map(row -> row.group(1))
            .collect(Collectors.toSet());
    List<String> started = new ArrayList<>();
    for (String line : shellLines()) {
      if (line.contains(BENCHMARK)) {
        started.add(line.substring(line.indexOf(BENCHMARK) + BENCHMARK.length()).split(" ", 2)[0]);
      }
    }
    assertEquals(
        Set.of(), started.stream().filter(n -> !known.contains(n)).collect(Collectors.toSet()));
    assertTrue(started.size() > 15, started::toString);
  }

  /** The README's measurements come from commands whose output is in performance.md. */
  @Test
  void theReadmeNamesCommandsOfPerformance() throws IOException {
    Set<String> printed =
        MarkdownPage.read(Path.of("docs/performance.md")).blocks("sh").stream()
            .flatMap(block -> block.lines().stream())
            .collect(Collectors.toSet());
    List<String> named =
        Files.readAllLines(Path.of("README.md")).stream()
            .filter(line -> line.matches("[0-9]\\. `.*" + BENCHMARK + ".*`"))
            .map(line -> line.substring(line.indexOf('`') + 1, line.length() - 1))
            .toList();
    assertTrue(named.size() > 5, named::toString);
    for (String command : named) {
      assertTrue(printed.contains(command), command);
    }
  }

  /** CI runs these commands and compares their output with the page. */
  @Test
  void everyConsoleCommandOfTheReadmeIsCompared() throws IOException {
    String ci = Files.readString(Path.of(".ci/run"));
    List<String> commands =
        MarkdownPage.read(Path.of("README.md")).blocks("console").stream()
            .flatMap(block -> block.lines().stream())
            .filter(line -> line.startsWith("$ "))
            .toList();
    assertTrue(commands.size() >= 2, commands::toString);
    for (String command : commands) {
      assertTrue(ci.contains(".ci/check-readme README.md '" + command + "'"), command);
    }
  }
}
