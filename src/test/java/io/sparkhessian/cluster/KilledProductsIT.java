package io.sparkhessian.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.io.NpyWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A driver that is killed while it multiplies: what was finished is kept, the bytes are equal. */
@Tag("long")
class KilledProductsIT {
  private static final long SEED = 53;
  private static final int VECTORS = 1000;
  private static final int SIZE = 2410;
  private static final long POLL_MILLISECONDS = 5;

  @TempDir Path directory;

  @Test
  void theNextRunGoesOn() throws Exception {
    try (NpyWriter npy =
        new NpyWriter(Files.newOutputStream(directory.resolve("v.npy")), VECTORS, SIZE)) {
      npy.write(new Random(SEED).doubles((long) VECTORS * SIZE).toArray());
    }
    SubmitScript.Result clean = run("clean");
    assertFalse(clean.stderr().contains("went on"), clean::stderr);

    int least = 1 + new Random(SEED).nextInt(8);
    kill("killed", least);
    int kept = pieces("killed");
    assertTrue(kept >= least, kept + " pieces are left of " + least);
    assertFalse(Files.exists(directory.resolve("killed/manifest.json")));
    SubmitScript.Result next = run("killed");
    String said = "went on with an unfinished run; " + kept + " of ";
    assertTrue(next.stderr().contains(said), next::stderr);
    assertArrayEquals(products("clean"), products("killed"));
    assertFalse(Files.exists(directory.resolve("killed/_pieces")));
    System.out.println(kept + " pieces kept");
  }

  private void kill(String name, int least) throws Exception {
    List<String> command = new ArrayList<>(List.of(SubmitScript.script().toString()));
    command.addAll(arguments(name));
    Process run =
        SubmitScript.prepare(Path.of("").toAbsolutePath(), Map.of(), command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log.txt").toFile())
            .start();
    while (pieces(name) < least) {
      assertFalse(run.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS), "the run was over before");
    }
    run.destroyForcibly().waitFor();
  }

  private int pieces(String name) throws IOException {
    Path place = directory.resolve(name).resolve("_pieces");
    if (!Files.isDirectory(place)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(place)) {
      return (int) files.filter(file -> !file.getFileName().toString().startsWith(".")).count();
    }
  }

  private byte[] products(String name) throws IOException {
    return Files.readAllBytes(directory.resolve(name).resolve("products.npy"));
  }

  private SubmitScript.Result run(String name) {
    SubmitScript.Result result = SubmitScript.runEmbedded(arguments(name).toArray(String[]::new));
    assertEquals(0, result.exitCode(), result::stderr);
    return result;
  }

  private List<String> arguments(String name) {
    return List.of(
        "run",
        "conf/digits-mlp.yaml",
        "--set",
        "compute=hvp",
        "--set",
        "vectors=" + directory.resolve("v.npy"),
        "--set",
        "export=[]",
        "--set",
        "output=" + directory.resolve(name));
  }
}
