package io.sparkhessian.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Reader of a family of malformed inputs; the README.md of the corpus defines the format. */
final class MalformedCorpus {
  /** Job files, which are checked before Spark starts. */
  static final String JOBS = "jobs";

  /** Every file of the corpus. */
  static final List<String> FAMILIES =
      List.of(
          JOBS,
          "unfit-jobs",
          "csv",
          "tables",
          "libsvm",
          "parameters",
          "vectors",
          "inputs",
          "manifests",
          "results",
          "input-results",
          "refused");

  private static final String SEPARATOR = " | ";

  private final List<MalformedCase> cases = new ArrayList<>();
  private final List<CaseStep> base = new ArrayList<>();
  private List<CaseStep> steps = base;
  private String name = "";

  private MalformedCorpus() {}

  static List<MalformedCase> read(String family) {
    MalformedCorpus corpus = new MalformedCorpus();
    corpus.parse(text(family).lines().toList());
    return corpus.cases;
  }

  private static String text(String family) {
    try (InputStream in =
        MalformedCorpus.class.getResourceAsStream("/malformed/" + family + ".txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void parse(List<String> lines) {
    for (int at = 0; at < lines.size(); ) {
      String line = lines.get(at++);
      if (!line.startsWith("@")) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        throw new IllegalArgumentException("no step: " + line);
      }
      List<String> content = new ArrayList<>();
      while (at < lines.size() && !lines.get(at).startsWith("@")) {
        content.add(lines.get(at++));
      }
      take(line.substring(1), joined(content));
    }
  }

  /** Returns the lines without trailing blank lines and the comments after them. */
  private static String joined(List<String> lines) {
    int end = lines.size();
    while (end > 0 && (lines.get(end - 1).isBlank() || lines.get(end - 1).startsWith("## "))) {
      end--;
    }
    return end == 0 ? "" : String.join("\n", lines.subList(0, end)) + "\n";
  }

  private void take(String line, String content) {
    String verb = line.split(" ", 2)[0];
    String rest = line.substring(verb.length()).stripLeading();
    if (verb.equals("case")) {
      name = rest;
      steps = new ArrayList<>(base);
    } else if (verb.equals("error")) {
      cases.add(
          new MalformedCase(
              name, steps, command(), Integer.parseInt(rest.substring(0, 1)), rest.substring(2)));
    } else {
      steps.add(
          new CaseStep(verb, Arrays.asList(rest.split(Pattern.quote(SEPARATOR), -1)), content));
    }
  }

  /** Returns the last command of the case, or else the common one. */
  private List<String> command() {
    String command =
        steps.stream()
            .filter(step -> step.verb().equals("command"))
            .reduce((first, last) -> last)
            .orElseThrow(() -> new IllegalArgumentException("no command for " + name))
            .argument(0);
    return Arrays.asList(command.split(" "));
  }
}
