package io.sparkhessian.documentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.SparkTestSession;
import io.sparkhessian.documentation.MarkdownPage.Block;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.objective.Objective;
import io.sparkhessian.spark.Hessians;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The library's examples in docs/library.md and the README run exactly as the pages show them. */
class LibraryExamplesIT {
  @TempDir Path directory;

  @Test
  void javaRuns() throws IOException, ReflectiveOperationException {
    List<List<String>> fragments = new ArrayList<>();
    for (Path page : List.of(Path.of("docs/library.md"), Path.of("README.md"))) {
      MarkdownPage.read(page).blocks("java").stream()
          .map(Block::lines)
          .filter(lines -> !lines.get(0).startsWith("package "))
          .forEach(fragments::add);
    }
    List<String> setUp = fragments.remove(0);
    assertTrue(fragments.size() > 6, "examples: " + fragments.size());

    Class<?> examples = new CompiledExamples(directory).java(setUp, fragments);

    for (int number = 0; number < fragments.size(); number++) {
      run(examples, number);
    }
  }

  @Test
  void scalaRuns() throws IOException, ReflectiveOperationException {
    List<Block> blocks = MarkdownPage.read(Path.of("docs/library.md")).blocks("scala");
    assertEquals(1, blocks.size());

    run(new CompiledExamples(directory).scala(blocks.get(0).lines()), 0);
  }

  /** Its loss is log cosh r, whose second derivative is 1 / cosh² r. */
  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/library.md"})
  void theRobustRegressionIsOne(String page) throws IOException, ReflectiveOperationException {
    Block source =
        MarkdownPage.read(Path.of(page)).blocks("java").stream()
            .filter(block -> block.text().contains("class RobustRegression"))
            .findFirst()
            .orElseThrow();
    Objective robust =
        (Objective)
            new CompiledExamples(directory)
                .javaClass("com.acme.RobustRegression", source.lines())
                .getConstructor()
                .newInstance();
    DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1, 2}, {-0.5, 3}});
    DMatrixRMaj y = new DMatrixRMaj(new double[] {0.7, -0.2});
    DMatrixRMaj weights = new DMatrixRMaj(new double[] {1, 1});

    double[] diagonal =
        Hessians.of(robust, new double[] {0.3, -0.4, 0.1})
            .over(new Samples(x, y, weights))
            .diagonal(SparkTestSession.get());

    double[] expected = new double[3];
    for (int sample = 0; sample < 2; sample++) {
      double residual = 0.3 * x.get(sample, 0) - 0.4 * x.get(sample, 1) + 0.1 - y.get(sample);
      double curvature = 0.5 / Math.pow(Math.cosh(residual), 2);
      expected[0] += curvature * Math.pow(x.get(sample, 0), 2);
      expected[1] += curvature * Math.pow(x.get(sample, 1), 2);
      expected[2] += curvature;
    }
    assertArrayEquals(expected, diagonal, 1e-14);
  }

  private static void run(Class<?> examples, int number) throws ReflectiveOperationException {
    examples.getMethod("example" + number, SparkSession.class).invoke(null, SparkTestSession.get());
  }
}
