package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Tolerance;
import io.sparkhessian.cluster.SubmitScript.Result;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.io.npy.Npy;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.registry.Registry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code compute: blocks}, from the job file to the check of its result. */
class BlocksIT {
  private static final int N = 67;
  private static final List<String> NAMES =
      List.of("layer1.weight", "layer1.bias", "layer2.weight", "layer2.bias");
  private static final int[] ENDS = {32, 40, 64, 67};

  @TempDir Path directory;
  private Path out;

  @BeforeEach
  void name() {
    out = directory.resolve("out");
  }

  /** The oracle is the whole matrix. */
  @Test
  void blocksEqualThoseOfTheMatrix() throws IOException {
    String said = Expect.done(run("run", "tile=20", "export=[npy]"));
    assertTrue(said.startsWith("iris-mlp: the exact diagonal blocks of the Hessian of 67"), said);
    assertTrue(
        said.contains("  blocks       4, the largest layer1.weight, 32 × 32; 8 tiles of edge 20"),
        said);
    DMatrixRMaj whole = hessian();
    for (int i = 0; i < NAMES.size(); i++) {
      int from = i == 0 ? 0 : ENDS[i - 1];
      DMatrixRMaj expected = CommonOps_DDRM.extract(whole, from, ENDS[i], from, ENDS[i]);
      DMatrixRMaj npy = npy(out.resolve("blocks").resolve(NAMES.get(i) + ".npy"), ENDS[i] - from);
      Tolerance.assertClose(expected, npy, Tolerance.ROUNDING, NAMES.get(i));
      assertArrayEquals(npy.data, tiles(NAMES.get(i), ENDS[i] - from));
    }
    OutputDirectory result =
        OutputDirectory.open(new Configuration(), out.toString(), Registry.STANDARD.outputFiles());
    assertEquals(List.of(), result.damagedFiles());
    long stored =
        result.requireFinished().files().stream()
            .filter(file -> file.path().startsWith("blocks/"))
            .count();
    assertEquals(6 + 4, stored, "block rows and exports");
  }

  @Test
  void verifyDetectsDamageAndWrongNumbers() throws IOException {
    Expect.done(run("run", "blocks=layer", "export=[npy]"));
    String checked = Expect.done(InProcess.onSpark("verify", out.toString()));
    assertTrue(checked.startsWith(out + " is correct\n"), checked);
    assertTrue(checked.contains("blocks/layer1.npy, blocks/layer2.npy against"), checked);
    assertTrue(checked.contains("  rows         8 at random against central diff"), checked);
    assertTrue(checked.contains("  symmetry     "), checked);

    Path npy = out.resolve("blocks/layer2.npy");
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(npy)).order(ByteOrder.LITTLE_ENDIAN);
    int last = bytes.capacity() - Double.BYTES;
    bytes.putDouble(last, 2 * bytes.getDouble(last) + 0.5);
    Files.write(npy, bytes.array());
    assertDamaged("blocks/layer2.npy does not match the SHA-256 in the manifest");
    OutputDirectory result =
        OutputDirectory.open(new Configuration(), out.toString(), Registry.STANDARD.outputFiles());
    result.enter(result.requireFinished(), List.of("blocks/layer2.npy"));
    Expect.error(
        3,
        InProcess.onSpark("verify", out.toString()),
        out + ": the stored numbers are wrong (blocks/layer2.npy)");
    Files.writeString(out.resolve("blocks/layer1/more.parquet"), "x");
    assertDamaged("blocks/layer1/more.parquet is not in the manifest");
  }

  /** Copies the tiles of another job's block, with valid checksums. */
  @Test
  void verifyDetectsTilesOfAnotherJob() throws IOException {
    Expect.done(run("run"));
    Path good = out;
    out = directory.resolve("other");
    Expect.done(run("run", "l2=0.5"));
    String tiles = "blocks/layer2.weight/block-row-00000.parquet";
    Files.copy(out.resolve(tiles), good.resolve(tiles), StandardCopyOption.REPLACE_EXISTING);
    OutputDirectory result =
        OutputDirectory.open(new Configuration(), good.toString(), Registry.STANDARD.outputFiles());
    result.enter(result.requireFinished(), List.of(tiles));
    Expect.error(
        3,
        InProcess.onSpark("verify", good.toString(), "--samples", "67"),
        good + ": the stored numbers are wrong (rows, products)");
  }

  @Test
  void exportTakesTheNameOfABlock() throws IOException {
    Expect.done(run("run", "tile=20"));
    Path csv = directory.resolve("b.csv");
    String said = Expect.done(export("csv", csv, "--block", "layer2.bias"));
    assertTrue(said.startsWith(csv + ": 3 × 3, "), said);
    List<String> lines = Files.readAllLines(csv);
    assertEquals("layer2.bias[0],layer2.bias[1],layer2.bias[2]", lines.get(0));
    assertEquals(4, lines.size());
    Path npy = directory.resolve("b.npy");
    Expect.done(export("npy", npy, "--block", "layer1.weight"));
    assertArrayEquals(tiles("layer1.weight", 32), npy(npy, 32).data);
    Expect.error(
        2,
        export("npy", npy),
        out + ": holds 4 blocks; choose one with --block: layer1.weight, layer1.bias, layer2.weig");
    Expect.error(
        2,
        export("npy", npy, "--block", "layer1"),
        "--block: " + out + " has no block 'layer1'; did you mean '",
        "Known: layer1.weight, ");
    Expect.error(
        2,
        export("npy", out.resolve("blocks/layer1.bias.npy"), "--block", "layer1.weight"),
        out
            + "/blocks/layer1.bias.npy: is inside a result; name a file outside of it, or "
            + out
            + "/blocks/layer1.weight.npy");
    out = directory.resolve("hessian");
    hessian();
    Expect.error(
        2,
        export("npy", npy, "--block", "layer1.bias"),
        "--block: " + out + " holds the whole matrix, without blocks; leave --block out");
  }

  @Test
  void aFinishedResultIsKeptAndAnotherJobIsRefused() throws IOException {
    Expect.done(run("run"));
    String added = Expect.done(run("run", "export=[csv]"));
    assertTrue(added.startsWith(out + " is already finished; wrote blocks/layer1.weight.csv, "));
    assertEquals(4, Files.readAllLines(out.resolve("blocks/layer2.bias.csv")).size());
    assertEquals(
        out + " is already finished; use --overwrite to compute it again\n",
        Expect.done(run("run")));
    Expect.error(4, run("run", "blocks=layer"), out + ": holds the result of another job");
    Files.delete(out.resolve("blocks/layer1.bias/block-row-00000.parquet"));
    Expect.error(
        2,
        run("run"),
        out + "/blocks/layer1.bias/block-row-00000.parquet is missing; run the job again with");
    List<String> again = new ArrayList<>(List.of(arguments("run", "blocks=layer")));
    again.add("--overwrite");
    Expect.done(InProcess.onSpark(again.toArray(String[]::new)));
    assertFalse(Files.exists(out.resolve("blocks/layer1.bias")));
    Expect.done(InProcess.onSpark("verify", out.toString()));
  }

  @Test
  void explainPrintsThePlan() {
    String plan = Expect.done(run("explain", "tile=20"));
    assertTrue(plan.contains("  computes     exact diagonal blocks of the Hessian\n"), plan);
    assertTrue(plan.contains("  tensors      layer1.weight 32, layer1.bias 8, layer2.w"), plan);
    assertTrue(plan.contains("  blocks       6 of at most 20 rows, one task each, "), plan);
    assertTrue(plan.contains("  tiles        8 of edge 20\n"), plan);
    String layers = Expect.done(run("explain", "blocks=layer"));
    assertTrue(layers.contains("  layers       layer1 40, layer2 27\n"), layers);
    assertFalse(Files.exists(out));
  }

  private void assertDamaged(String message) {
    Expect.error(2, InProcess.onSpark("verify", out.toString()), out + "/" + message);
  }

  private Result export(String format, Path target, String... more) {
    Stream<String> line =
        Stream.of("export", out.toString(), "--format", format, "--to", target.toString());
    return InProcess.onSpark(Stream.concat(line, Stream.of(more)).toArray(String[]::new));
  }

  private Result run(String command, String... settings) {
    return InProcess.onSpark(arguments(command, settings));
  }

  private String[] arguments(String command, String... settings) {
    List<String> arguments = new ArrayList<>(List.of(command, "conf/iris-mlp.yaml"));
    Stream.concat(Stream.of("output=" + out, "export=[]", "compute=blocks"), Stream.of(settings))
        .forEach(setting -> arguments.addAll(List.of("--set", setting)));
    return arguments.toArray(String[]::new);
  }

  private DMatrixRMaj hessian() throws IOException {
    String whole = directory.resolve("hessian").toString();
    Expect.done(InProcess.onSpark("run", "conf/iris-mlp.yaml", "--set", "output=" + whole));
    return npy(Path.of(whole, "hessian.npy"), N);
  }

  private static DMatrixRMaj npy(Path file, int size) throws IOException {
    DMatrixRMaj matrix = new DMatrixRMaj(size, size);
    try (Npy.Rows rows = Npy.rows(Location.of(new Configuration(), file.toString()), size, size)) {
      for (int row = 0; row < size; row++) {
        System.arraycopy(rows.next(), 0, matrix.data, row * size, size);
      }
    }
    return matrix;
  }

  private double[] tiles(String name, int size) {
    return StoredTiles.matrix(out + "/blocks/" + name, size);
  }
}
