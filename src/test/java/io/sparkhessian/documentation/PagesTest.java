package io.sparkhessian.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.documentation.MarkdownPage.Block;
import io.sparkhessian.documentation.MarkdownPage.Heading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links, tables of contents, lengths and block languages of the documentation's pages. */
class PagesTest {
  private static final int LONGEST_README = 200;

  /** The languages of blocks; each has a test that runs or parses its blocks. */
  private static final Set<String> TESTED =
      Set.of("console", "sh", "yaml", "java", "scala", "python", "pycon");

  private static final Pattern TEST_CLASS = Pattern.compile("`([A-Z]\\w{2,}(?:Test|IT))`");
  private static final Pattern RESULT_FILE = Pattern.compile("\"out/([^/\"]+)/([^\"]+)\"");

  static List<MarkdownPage> linkedPages() throws IOException {
    List<MarkdownPage> pages = new ArrayList<>(MarkdownPage.manual());
    for (String other :
        List.of("CHANGELOG.md", "CONTRIBUTING.md", "data/README.md", "src/benchmark/README.md")) {
      pages.add(MarkdownPage.read(Path.of(other)));
    }
    return pages;
  }

  static List<MarkdownPage> manual() throws IOException {
    return MarkdownPage.manual();
  }

  static List<MarkdownPage> docs() throws IOException {
    return MarkdownPage.docs();
  }

  @ParameterizedTest
  @MethodSource("linkedPages")
  void everyLinkLeadsToAFileAndAHeading(MarkdownPage page) throws IOException {
    for (String link : page.links()) {
      if (link.matches("https?://.*")) {
        continue;
      }
      String[] parts = link.split("#", 2);
      Path target =
          parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]).normalize();
      assertTrue(Files.exists(target), () -> page + " links to " + link);
      if (parts.length == 2) {
        assertTrue(
            MarkdownPage.read(target).headings().stream()
                .anyMatch(heading -> heading.anchor().equals(parts[1])),
            () -> page + " links to the heading " + link);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("docs")
  void theContentsAreTheHeadings(MarkdownPage page) throws IOException {
    List<String> expected = new ArrayList<>();
    List<Heading> headings = page.headings();
    assertEquals(1, headings.get(0).level(), page.toString());
    assertEquals("Contents", headings.get(1).text(), page.toString());
    for (Heading heading : headings.subList(2, headings.size())) {
      String indent = "  ".repeat(heading.level() - 2);
      expected.add("%s- [%s](#%s)".formatted(indent, heading.text(), heading.anchor()));
    }
    List<String> lines = Files.readAllLines(page.file());
    int start = lines.indexOf("## Contents") + 2;
    assertEquals(
        String.join("\n", expected),
        String.join("\n", lines.subList(start, start + expected.size())));
    assertEquals("", lines.get(start + expected.size()), page.toString());
  }

  @ParameterizedTest
  @MethodSource("linkedPages")
  void everyTestThatAPageNamesExists(MarkdownPage page) throws IOException {
    Set<String> tests;
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      tests =
          files
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .collect(Collectors.toSet());
    }
    Matcher named = TEST_CLASS.matcher(Files.readString(page.file()));
    while (named.find()) {
      assertTrue(tests.contains(named.group(1)), () -> page + " names " + named.group(1));
    }
  }

  @Test
  void theReadmeIsShort() throws IOException {
    int lines = Files.readAllLines(Path.of("README.md")).size();
    assertTrue(lines <= LONGEST_README, "README.md has " + lines + " lines");
  }

  @ParameterizedTest
  @MethodSource("manual")
  void everyBlockHasALanguageThatIsTested(MarkdownPage page) {
    for (Block block : page.blocks()) {
      assertTrue(TESTED.contains(block.language()), block::place);
    }
  }

  @Test
  void pythonOpensFilesThatAJobWrites() throws IOException {
    String results = Files.readString(Path.of("docs/results.md"));
    int opened = 0;
    for (MarkdownPage page : MarkdownPage.manual()) {
      List<Block> blocks = new ArrayList<>(page.blocks("python"));
      blocks.addAll(page.blocks("pycon"));
      for (Block block : blocks) {
        Matcher file = RESULT_FILE.matcher(block.text());
        assertTrue(file.find(), block::place);
        do {
          Path job = Path.of("conf", file.group(1) + ".yaml");
          String name = file.group(2);
          assertTrue(Files.exists(job), () -> block.place() + ": " + job);
          assertTrue(
              results.contains("`" + name + "`") || results.contains("`" + name + "/`"),
              () -> block.place() + ": " + name + " is not in results.md");
          opened++;
        } while (file.find());
      }
    }
    assertTrue(opened >= 8, "files that Python opens: " + opened);
  }
}
