package io.sparkhessian.quantity.products;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.ResultBytes;
import io.sparkhessian.SparkTestSession;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Spectra, traces and solutions of a run that was killed between two products: the next one takes
 * none of the products that are there again, and has the bytes of a run that was not. And those of
 * one over data that are not broadcast.
 */
class OperatorPiecesIT {
  private final SparkSession sql = SparkTestSession.get();
  private final JavaSparkContext spark = JavaSparkContext.fromSparkContext(sql.sparkContext());

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compute=spectrum method=lanczos count=2 end=both eigenvectors=true",
        "compute=spectrum find=[density] probes=5 steps=6 blocks=layer of=gauss-newton",
        "compute=spectrum method=exact count=3 end=magnitude eigenvectors=true tile=16",
        "compute=trace probes=40 blocks=tensor",
        "compute=trace method=hutchinson probes=70 of=fisher empirical=true",
        "compute=solve vectors=data/iris/vectors.npy damping=0.5 tolerance=1.0e-9"
      })
  void theNextRunGoesOn(String settings) throws IOException {
    Path out = directory.resolve("killed");
    assertEquals(0, write(out, settings, 1L << 30));
    Map<String, String> clean = ResultBytes.of(out);
    Map<Path, FileTime> kept = kill(out);

    int resumed = write(out, settings, 1L << 30);
    assertTrue(resumed >= kept.size(), () -> resumed + " of " + kept);
    assertEquals(clean, ResultBytes.of(out));
    for (Map.Entry<Path, FileTime> piece : kept.entrySet()) {
      assertEquals(piece.getValue(), Files.getLastModifiedTime(piece.getKey()));
    }

    Path spread = directory.resolve("spread");
    assertEquals(0, write(spread, settings, 1));
    assertEquals(clean, ResultBytes.of(spread));
  }

  private int write(Path out, String settings, long limit) throws IOException {
    String iris = "conf/iris-mlp.yaml";
    List<String> all = new ArrayList<>(List.of(settings.split(" ")));
    all.addAll(List.of("export=[]", "output=" + out));
    LoadedJob loaded =
        Registry.STANDARD.load(
            sql, Registry.STANDARD.jobs().read(iris, Files.readString(Path.of(iris)), all), limit);
    Files.createDirectories(out);
    OutputDirectory directoryOfRun =
        OutputDirectory.open(new Configuration(), out.toString(), Registry.STANDARD.outputFiles());
    try (DistributedProblem problem =
        new DistributedProblem(spark, loaded.problem(), loaded.data(), KernelChoice.AUTO)) {
      return Registry.STANDARD
          .chosen(loaded.job())
          .computation(loaded)
          .write(problem, directoryOfRun, Progress.Counter.of(spark))
          .resumed();
    }
  }

  /** Leaves the first half of the pieces of each method, and half of a result. */
  private static Map<Path, FileTime> kill(Path out) throws IOException {
    Map<Path, List<Path>> byMethod = new TreeMap<>();
    for (Path file : files(out.resolve("_pieces"))) {
      byMethod.computeIfAbsent(file.getParent(), any -> new ArrayList<>()).add(file);
    }
    Map<Path, FileTime> kept = new TreeMap<>();
    for (List<Path> pieces : byMethod.values()) {
      for (int i = 0; i < pieces.size(); i++) {
        if (i < (pieces.size() + 1) / 2) {
          kept.put(pieces.get(i), Files.getLastModifiedTime(pieces.get(i)));
        } else {
          Files.delete(pieces.get(i));
        }
      }
    }
    for (Path file : files(out)) {
      if (!file.toString().contains("_pieces")) {
        Files.write(file, new byte[] {1, 2, 3});
      }
    }
    return kept;
  }

  private static List<Path> files(Path top) throws IOException {
    try (Stream<Path> files = Files.walk(top)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
