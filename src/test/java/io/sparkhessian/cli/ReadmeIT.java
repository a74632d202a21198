package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.cluster.SubmitScript;
import io.sparkhessian.cluster.SubmitScript.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows works as it stands there. */
class ReadmeIT {
  @TempDir Path directory;

  @Test
  void theClassOfOnesOwn() throws IOException {
    Path source = directory.resolve("com/acme/SumOfSines.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, block("java", "package com.acme;"));
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", System.getProperty("application.jar"), source.toString());
    assertEquals(0, compiled);
    Path jar = directory.resolve("acme.jar");
    Result packed =
        SubmitScript.execute(
            directory,
            Map.of(),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "jar").toString(),
                "cf",
                jar.toString(),
                "com"));
    assertEquals(0, packed.exitCode(), packed::stderr);
    Path job = directory.resolve("job.yaml");
    Files.writeString(job, block("yaml", "objective: {type: class"));

    Path out = directory.resolve("out");
    Result run =
        SubmitScript.runEmbedded(
            "run",
            job.toString(),
            "--jars",
            jar.toString(),
            "--set",
            "output=" + out,
            "--set",
            "export=[csv]");
    assertEquals(0, run.exitCode(), run::stderr);
    assertTrue(run.stdout().contains("verify " + out + " --jars " + jar + "\n"), run::stdout);
    String second = Files.readAllLines(out.resolve("hessian.csv")).get(2);
    double[] row = Arrays.stream(second.split(",")).mapToDouble(Double::parseDouble).toArray();
    assertArrayEquals(new double[] {0, -Math.sin(0.5), 0, 0, 0}, row, 0);
  }

  @Test
  void theJobFile() throws IOException {
    String shown =
        block("yaml", "type: mlp")
            .replaceAll("\\s+features: .*", "")
            .replaceAll("\\s+weight: .*", "")
            .replaceAll("\\s+inputs: .*(\\n {2}.*)+", "")
            .replaceAll(
                "\\s+(vectors|form|empirical|of|find|method|count|end|eigenvectors|tolerance|iterations|damping|probes|steps|seed|compare): .*",
                "")
            .replaceAll("\\s+blocks: .*", "");
    assertTrue(shown.contains("layers"), shown);
    io.sparkhessian.registry.Registry.STANDARD.jobs().read("readme.yaml", shown, List.of());
  }

  private static String block(String language, String within) throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    Matcher blocks =
        Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL).matcher(readme);
    while (blocks.find()) {
      if (blocks.group(1).contains(within)) {
        return blocks.group(1);
      }
    }
    throw new AssertionError("the README has no block with " + within);
  }
}
