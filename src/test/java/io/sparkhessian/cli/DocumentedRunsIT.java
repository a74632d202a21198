package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.cluster.SubmitScript;
import io.sparkhessian.cluster.SubmitScript.Result;
import io.sparkhessian.documentation.MarkdownPage;
import io.sparkhessian.documentation.MarkdownPage.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's job and the objective in docs/library.md run exactly as the pages show them. */
class DocumentedRunsIT {
  private static final Path README = Path.of("README.md");
  private static final Path LIBRARY = Path.of("docs/library.md");
  private static final String COMMAND = "submit/spark-hessian ";

  /** A directory with links to the checkout's files, for the files that this test writes. */
  @TempDir Path root;

  @BeforeEach
  void linkTheCheckout() throws IOException {
    for (String name : List.of("submit", "conf", "data", "target")) {
      Files.createSymbolicLink(root.resolve(name), Path.of(name).toAbsolutePath());
    }
  }

  /** Compares the console blocks of the library page; CI compares the larger jobs of the README. */
  @Test
  void theConsoleShowsWhatIsPrinted() throws IOException {
    int compared = 0;
    for (Block block : MarkdownPage.read(LIBRARY).blocks("console")) {
      for (String line : block.lines().stream().filter(each -> each.startsWith("$ ")).toList()) {
        compare(line, printed(line.substring(2)));
        compared++;
      }
    }
    assertTrue(compared >= 2, "commands: " + compared);
  }

  /** Returns the output of a run in this root, or the content of a file of its result. */
  private String printed(String command) throws IOException {
    String[] words = command.split(" ", -1);
    if (words[0].equals("cat")) {
      return Files.readString(root.resolve(words[1]));
    }
    List<String> arguments = new ArrayList<>(Arrays.asList(words).subList(1, words.length));
    String name = words[2].replaceAll(".*/|\\.yaml", "");
    arguments.addAll(List.of("--set", "output=" + root.resolve("out/" + name)));
    String printed = Expect.doneSlowly(InProcess.onSpark(arguments.toArray(String[]::new)));
    return printed.replace(root + "/", "").replace("local[2]", "local[*]");
  }

  /** Compares with the script of CI, which masks machine-dependent values. */
  private void compare(String line, String printed) throws IOException {
    Path output = Files.writeString(root.resolve("printed"), printed);
    Result compared =
        SubmitScript.execute(
            Path.of("").toAbsolutePath(),
            Map.of(),
            List.of(".ci/check-readme", LIBRARY.toString(), line, output.toString()));
    assertEquals(0, compared.exitCode(), compared::toString);
  }

  @Test
  void theJobOfTheReadmeRuns() throws IOException {
    Path job = root.resolve("tumours.yaml");
    Files.writeString(job, MarkdownPage.read(README).blocks("yaml").get(0).text());
    assertTrue(Files.readString(README).contains(COMMAND + "run tumours.yaml\n"));
    Path out = root.resolve("out");

    Expect.doneSlowly(InProcess.onSpark("run", job.toString(), "--set", "output=" + out));

    assertTrue(Files.exists(out.resolve("eigenvectors.npy")));
  }

  /** The shell commands of the page compile the class, package it and run its job. */
  @Test
  void aUserDefinedObjectiveRuns() throws IOException {
    Files.writeString(root.resolve("SumOfSines.java"), block("java", "class SumOfSines").text());
    Files.writeString(
        root.resolve("sum-of-sines.yaml"), block("yaml", "com.acme.SumOfSines").text());
    Block shell = block("sh", "javac ");

    Result run = SubmitScript.execute(root, Map.of(), List.of("bash", "-ec", shell.text()));

    assertEquals(0, run.exitCode(), run::toString);
    assertTrue(
        run.stdout().matches("(?s).*verify out/sum-of-sines --jars \\S*out/acme\\.jar\n"),
        run::stdout);
    String second = Files.readAllLines(root.resolve("out/sum-of-sines/hessian.csv")).get(2);
    double[] row = Arrays.stream(second.split(",")).mapToDouble(Double::parseDouble).toArray();
    assertArrayEquals(new double[] {0, -Math.sin(0.5), 0, 0, 0}, row, 0);
  }

  private static Block block(String language, String within) throws IOException {
    return MarkdownPage.read(LIBRARY).blocks(language).stream()
        .filter(block -> block.text().contains(within))
        .findFirst()
        .orElseThrow();
  }
}
