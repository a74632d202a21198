package io.sparkhessian.io.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.sparkhessian.Failure;
import io.sparkhessian.io.npy.NpyWriter;
import io.sparkhessian.io.npy.VectorFile;
import io.sparkhessian.io.npy.VectorReader;
import io.sparkhessian.io.output.ManifestJson;
import io.sparkhessian.io.output.ManifestJsonTest;
import io.sparkhessian.io.parameters.ParameterFile;
import io.sparkhessian.registry.Registry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Readers of valid files that were damaged at random. Each reader succeeds or reports the damage in
 * one line; none throws another exception or allocates memory because of a false header.
 */
class FuzzedReadersTest {
  private static final long SEED = 99;
  private static final int FILES = 3000;
  private static final int MOST_CHANGES = 6;
  private static final String SPECIAL = "0123456789.-{}[]:,\"'\n #&*!|>%@`";
  private static final Configuration HADOOP = new Configuration(false);

  @TempDir Path directory;

  /** Reads the bytes of a file. */
  @FunctionalInterface
  private interface Reader {
    void read(byte[] bytes) throws Exception;
  }

  /** Number of broken files that were refused. */
  private static int refused(String what, byte[] right, Reader reader) {
    System.out.println(what + ", seed " + SEED);
    Random random = new Random(SEED);
    int refused = 0;
    for (int file = 0; file < FILES; file++) {
      byte[] broken = broken(right, random);
      try {
        reader.read(broken);
      } catch (Failure failure) {
        refused++;
        assertEquals(Failure.Kind.INPUT, failure.kind(), failure::toString);
        assertEquals(1, failure.getMessage().lines().count(), failure::getMessage);
      } catch (Exception | Error e) {
        fail(what + ", file " + file + ": " + Arrays.toString(broken), e);
      }
    }
    return refused;
  }

  private static byte[] broken(byte[] right, Random random) {
    byte[] broken = right.clone();
    for (int change = random.nextInt(MOST_CHANGES); change >= 0 && broken.length > 0; change--) {
      int at = random.nextInt(broken.length);
      switch (random.nextInt(5)) {
        case 0 -> broken[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> broken[at] = (byte) random.nextInt(256);
        case 2 -> broken = Arrays.copyOf(broken, at);
        case 3 -> broken = spliced(broken, at, random.nextInt(broken.length), random.nextInt(20));
        default -> broken[at] = (byte) SPECIAL.charAt(random.nextInt(SPECIAL.length()));
      }
    }
    return broken;
  }

  /** Repeats a piece of the bytes at another position. */
  private static byte[] spliced(byte[] bytes, int at, int from, int length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, at);
    out.write(bytes, from, Math.min(length, bytes.length - from));
    out.write(bytes, at, bytes.length - at);
    return out.toByteArray();
  }

  private String file(byte[] bytes, String name) throws IOException {
    return Files.write(directory.resolve(name), bytes).toString();
  }

  @Test
  void numpyFiles() throws IOException {
    ByteArrayOutputStream vector = new ByteArrayOutputStream();
    NpyWriter.writeVector(vector, new double[] {1, -2.5, 1e300});
    int refused =
        refused(
            "parameters.npy",
            vector.toByteArray(),
            bytes -> ParameterFile.read(HADOOP, file(bytes, "p.npy")));
    assertTrue(refused > FILES / 4, refused + " refused");
    refused =
        refused(
            "vectors.npy",
            vector.toByteArray(),
            bytes -> {
              try (VectorReader reader = VectorFile.open(HADOOP, file(bytes, "v.npy"), 3).read()) {
                reader.next(1);
              }
            });
    assertTrue(refused > FILES / 4, refused + " refused");
  }

  @Test
  void parameterTables() {
    byte[] table =
        "name,value\n\"layer1.weight[0,0]\",1.5\nb,-2e-3\n".getBytes(StandardCharsets.UTF_8);
    int refused =
        refused("parameters.csv", table, bytes -> ParameterFile.read(HADOOP, file(bytes, "p.csv")));
    assertTrue(refused > FILES / 4, refused + " refused");
  }

  @Test
  void manifests() {
    int refused =
        refused(
            "manifest.json",
            ManifestJson.write(ManifestJsonTest.manifest("f")),
            bytes -> ManifestJson.read("manifest.json", bytes));
    assertTrue(refused > FILES / 4, refused + " refused");
  }

  @Test
  void jobFiles() throws IOException {
    for (String job : List.of("digits-mlp", "iris-hvp", "rosenbrock", "wine-softmax")) {
      byte[] right = Files.readAllBytes(Path.of("conf", job + ".yaml"));
      int refused =
          refused(
              job,
              right,
              bytes ->
                  Registry.STANDARD
                      .jobs()
                      .read(job, new String(bytes, StandardCharsets.UTF_8), List.of()));
      assertTrue(refused > FILES / 4, refused + " refused");
    }
  }
}
