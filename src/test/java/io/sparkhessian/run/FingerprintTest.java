package io.sparkhessian.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.sparkhessian.curvature.Problem;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.io.data.SampleData;
import io.sparkhessian.io.npy.NpyWriter;
import io.sparkhessian.io.npy.VectorFile;
import io.sparkhessian.job.Job;
import io.sparkhessian.objective.Objective;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import io.sparkhessian.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
  private static final String JOB =
      "{objective: {type: class, class: a.B}, parameters: p.npy, output: out}";

  @TempDir Path directory;

  private static String fingerprint(Objective objective, String... settings) {
    Job job = Registry.STANDARD.jobs().read("x.yaml", JOB, List.of(settings));
    Graph graph = ObjectiveGraph.of(objective, 0, Reduction.SUM, 0);
    Problem problem = new Problem(graph, new double[2], 0);
    Optional<VectorFile> vectors =
        job.quantity().vectors().map(file -> VectorFile.open(new Configuration(false), file, 2));
    return Fingerprint.of(
        new LoadedJob(
            job,
            problem,
            SampleData.Local.of(Samples.none()),
            List.of("x[0]", "x[1]"),
            List.of(),
            Optional.empty(),
            List.of(),
            vectors));
  }

  private static Objective weighted(double weight) {
    return (g, features) ->
        g.sum(g.multiply(g.constant(new double[][] {{1, weight}}), g.exp(g.parameter("x", 1, 2))));
  }

  private static Objective power(double exponent) {
    return (g, features) -> g.sum(g.power(g.parameter("x", 1, 2), exponent));
  }

  @Test
  void theObjectiveCountsByItsGraph() {
    assertEquals(fingerprint(weighted(2)), fingerprint(weighted(2)));
    assertNotEquals(fingerprint(weighted(2)), fingerprint(weighted(3)));
    assertNotEquals(fingerprint(power(3)), fingerprint(power(4)));
    assertNotEquals(
        fingerprint((g, features) -> g.sum(g.sin(g.parameter("x", 1, 2)))),
        fingerprint((g, features) -> g.sum(g.cos(g.parameter("x", 1, 2)))));
  }

  @Test
  void pathsAndNamesDoNotCount() {
    String here = fingerprint(power(3));
    assertEquals(here, fingerprint(power(3), "parameters=/a/p.npy", "output=elsewhere"));
    assertEquals(here, fingerprint(power(3), "objective.class=a.C"));
    assertNotEquals(here, fingerprint(power(3), "tile=8"));
  }

  @Test
  void vectorsCountByContent() throws IOException {
    String one = withVectors("one.npy", new double[] {1, 2}, 1, 2);
    assertEquals(one, withVectors("same.npy", new double[] {1, 2}, 1, 2));
    assertNotEquals(one, withVectors("other.npy", new double[] {1, 3}, 1, 2));
    assertNotEquals(one, withVectors("single.npy", new double[] {1, 2}, 2));
    assertNotEquals(one, withVectors("twice.npy", new double[] {1, 2, 1, 2}, 2, 2));
  }

  private String withVectors(String name, double[] numbers, long... shape) throws IOException {
    Path file = directory.resolve(name);
    try (NpyWriter npy = new NpyWriter(Files.newOutputStream(file), shape)) {
      npy.write(numbers);
    }
    return fingerprint(power(3), "compute=hvp", "vectors=" + file);
  }
}
