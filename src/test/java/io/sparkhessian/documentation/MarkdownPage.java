package io.sparkhessian.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Headings, links and fenced blocks of a page of the documentation. */
public final class MarkdownPage {
  private static final String FENCE = "```";
  private static final Pattern HEADING = Pattern.compile("(#{1,6}) (.+)");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  private final Path file;
  private final List<Block> blocks = new ArrayList<>();
  private final List<Heading> headings = new ArrayList<>();
  private final List<String> links = new ArrayList<>();

  /**
   * A fenced block.
   *
   * @param line number of its first fence
   */
  public record Block(Path file, int line, String language, List<String> lines) {
    public Block {
      lines = List.copyOf(lines);
    }

    /** The lines, each with its end. */
    public String text() {
      return String.join("\n", lines) + "\n";
    }

    /** Where it is, for messages. */
    public String place() {
      return file + ":" + line;
    }
  }

  /** A heading with the anchor that GitHub gives it. */
  public record Heading(int level, String text, String anchor) {}

  private MarkdownPage(Path file) {
    this.file = file;
  }

  /** README.md and the pages in docs/. */
  public static List<MarkdownPage> manual() throws IOException {
    List<MarkdownPage> pages = new ArrayList<>(List.of(read(Path.of("README.md"))));
    pages.addAll(docs());
    return pages;
  }

  /** The pages in docs/. */
  public static List<MarkdownPage> docs() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("docs"))) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
      List<MarkdownPage> pages = new ArrayList<>();
      for (Path each : found) {
        pages.add(read(each));
      }
      return pages;
    }
  }

  /** Reads a page. */
  public static MarkdownPage read(Path file) throws IOException {
    MarkdownPage page = new MarkdownPage(file);
    page.add(Files.readAllLines(file));
    return page;
  }

  private void add(List<String> lines) {
    Map<String, Integer> seen = new HashMap<>();
    for (int at = 0; at < lines.size(); at++) {
      String line = lines.get(at);
      if (line.startsWith(FENCE)) {
        int end = at + 1;
        while (!lines.get(end).equals(FENCE)) {
          end++;
        }
        blocks.add(
            new Block(file, at + 1, line.substring(FENCE.length()), lines.subList(at + 1, end)));
        at = end;
      } else {
        addProse(line, seen);
      }
    }
  }

  private void addProse(String line, Map<String, Integer> seen) {
    Matcher heading = HEADING.matcher(line);
    if (heading.matches()) {
      String text = heading.group(2);
      String anchor = anchor(text);
      int earlier = seen.merge(anchor, 1, Integer::sum) - 1;
      headings.add(
          new Heading(
              heading.group(1).length(), text, earlier == 0 ? anchor : anchor + "-" + earlier));
    }
    Matcher link = LINK.matcher(line.replaceAll("`[^`]*`", "code"));
    while (link.find()) {
      links.add(link.group(1));
    }
  }

  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  public Path file() {
    return file;
  }

  public List<Block> blocks() {
    return List.copyOf(blocks);
  }

  /** The blocks of a language. */
  public List<Block> blocks(String language) {
    return blocks.stream().filter(block -> block.language().equals(language)).toList();
  }

  public List<Heading> headings() {
    return List.copyOf(headings);
  }

  /** The targets of links and pictures. */
  public List<String> links() {
    return List.copyOf(links);
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
