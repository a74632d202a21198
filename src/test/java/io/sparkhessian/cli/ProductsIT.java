package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Tolerance;
import io.sparkhessian.cluster.SubmitScript.Result;
import io.sparkhessian.io.npy.NpyWriter;
import io.sparkhessian.io.npy.VectorFile;
import io.sparkhessian.io.npy.VectorReader;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.registry.Registry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code compute: hvp}, from the job file to the check of its result. */
class ProductsIT {
  private static final int N = 67;
  private static final int K = 9;

  @TempDir Path directory;
  private final DMatrixRMaj vectors =
      new DMatrixRMaj(K, N, true, new Random(3).doubles(K * N, -1, 1).toArray());
  private Path file;
  private Path out;

  @BeforeEach
  void write() throws IOException {
    file = save("v.npy", vectors.data, K, N);
    out = directory.resolve("out");
  }

  /** The oracle is the whole matrix, computed by another path. */
  @Test
  void productsEqualTheMatrixTimesTheVectors() throws IOException {
    String said = Expect.done(run("run"));
    assertTrue(said.startsWith("iris-mlp: the exact products of vectors with the Hessian of 67"));
    assertTrue(said.contains("  products     9 × 67, 4.8 kB; largest entry "), said);
    assertTrue(said.contains("  curvature    vᵀHv / vᵀv from "), said);
    DMatrixRMaj expected = new DMatrixRMaj(K, N);
    CommonOps_DDRM.mult(vectors, hessian(), expected);
    assertArrayEquals(new long[] {K, N}, products().shape());
    Tolerance.assertClose(expected, numbers(), Tolerance.ROUNDING, "products");
    OutputDirectory result =
        OutputDirectory.open(new Configuration(), out.toString(), Registry.STANDARD.outputFiles());
    assertEquals(
        List.of("gradient.npy", "parameters.csv", "products.npy"),
        result.requireFinished().files().stream().map(each -> each.path()).toList());
    assertEquals("file:" + file, result.requireFinished().inputs().get("vectors"));

    String checked = Expect.done(InProcess.onSpark("verify", out.toString(), "--samples", "3"));
    assertTrue(checked.startsWith(out + " is correct\n"), checked);
    assertTrue(checked.contains("gradient.npy, products.npy against a second"), checked);
    assertTrue(checked.contains("  vectors      3 at random against central diff"), checked);
    assertFalse(checked.contains("symmetry"), checked);
    Result export = InProcess.onSpark("export", out.toString(), "--format", "npy", "--to", "h.npy");
    Expect.error(2, export, out + ": holds no matrix", "hvp; read " + out + "/products.npy");
  }

  /** The oracle is an export of the whole matrix. */
  @Test
  void productsOfOtherMatricesToo() throws IOException {
    for (String of : List.of("gauss-newton", "fisher")) {
      String whole = directory.resolve(of).toString();
      List<String> job = List.of("run", "conf/iris-mlp.yaml", "--set", "output=" + whole);
      List<String> matrix = new ArrayList<>(job);
      matrix.addAll(List.of("--set", "compute=" + of, "--set", "export=[npy]"));
      String empirical = "empirical=" + of.equals("fisher");
      List<String> settings = new ArrayList<>(List.of("of=" + of));
      if (of.equals("fisher")) {
        matrix.addAll(List.of("--set", empirical));
        settings.add(empirical);
      }
      Expect.done(InProcess.onSpark(matrix.toArray(String[]::new)));
      out = directory.resolve("with-" + of);
      String said = Expect.done(run("run", settings.toArray(String[]::new)));
      String name = of.equals("fisher") ? "empirical Fisher" : "generalised Gauss-Newton";
      assertTrue(said.contains("products of vectors with the " + name + " matrix of 67"), said);
      DMatrixRMaj expected = new DMatrixRMaj(K, N);
      VectorFile stored = VectorFile.open(new Configuration(), whole + "/" + of + ".npy", N);
      CommonOps_DDRM.mult(vectors, numbers(stored), expected);
      Tolerance.assertClose(expected, numbers(), Tolerance.ROUNDING, of);

      String checked = Expect.done(InProcess.onSpark("verify", out.toString(), "--samples", "3"));
      assertTrue(checked.contains("3 at random against products along directions:"), checked);
    }
  }

  @Test
  void oneAxisGivesOneAxis() throws IOException {
    file = save("one.npy", vectors.data, N);
    Expect.done(run("run"));
    assertArrayEquals(new long[] {N}, products().shape());
    DMatrixRMaj expected = new DMatrixRMaj(1, N);
    CommonOps_DDRM.mult(CommonOps_DDRM.extractRow(vectors, 0, null), hessian(), expected);
    Tolerance.assertClose(expected, numbers(), Tolerance.ROUNDING, "product");
  }

  /** A constant added to all biases of a softmax changes nothing: H v is rounding. */
  @Test
  void vanishingProductsAreCorrect() throws IOException {
    double[] numbers = new double[2 * N];
    for (int bias = N - 3; bias < N; bias++) {
      numbers[bias] = 1;
    }
    file = save("null.npy", numbers, 2, N);
    String said = Expect.done(run("run", "l2=0"));
    assertTrue(said.contains("  curvature    "), said);
    for (double number : numbers().data) {
      assertEquals(0, number, 1e-15);
    }
    Expect.done(InProcess.onSpark("verify", out.toString()));
  }

  /** Products of tiny vectors lose bits as subnormal numbers, or all bits as zeros. */
  @Test
  void tinyAndHugeVectorsAreVerified() throws IOException {
    for (double scale : new double[] {1e-320, 1e-200, 1e200}) {
      double[] numbers = vectors.data.clone();
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] *= scale;
      }
      file = save("scaled.npy", numbers, K, N);
      List<String> command = new ArrayList<>(List.of(arguments("run")));
      command.add("--overwrite");
      String said = Expect.done(InProcess.onSpark(command.toArray(String[]::new)));
      assertTrue(said.contains("  curvature    "), said);
      Expect.done(InProcess.onSpark("verify", out.toString()));
    }
  }

  @Test
  void productsOfAnotherShapeAreDetected() throws IOException {
    Expect.done(run("run"));
    Path stored = out.resolve("products.npy");
    try (NpyWriter npy = new NpyWriter(Files.newOutputStream(stored), new long[] {K - 1, N})) {
      npy.write(vectors.data, 0, (K - 1) * N);
    }
    OutputDirectory result =
        OutputDirectory.open(new Configuration(), out.toString(), Registry.STANDARD.outputFiles());
    result.enter(result.requireFinished(), List.of("products.npy"));
    Expect.error(
        2,
        InProcess.onSpark("verify", out.toString()),
        out + "/products.npy: is not what the job wrote (8 rows for 9 vectors);");
  }

  @Test
  void otherVectorsAreAnotherJob() throws IOException {
    Expect.done(run("run"));
    assertEquals(
        out + " is already finished; use --overwrite to compute it again\n",
        Expect.done(run("run")));
    vectors.data[5] += 1;
    save("v.npy", vectors.data, K, N);
    Expect.error(4, run("run"), out + ": holds the result of another job", "--overwrite");
    Expect.error(
        2,
        InProcess.onSpark("verify", out.toString()),
        out + ": the parameters, data or vectors have changed since");
    List<String> again = new ArrayList<>(List.of(arguments("run")));
    again.add("--overwrite");
    Expect.done(InProcess.onSpark(again.toArray(String[]::new)));
    Expect.done(InProcess.onSpark("verify", out.toString()));
  }

  @Test
  void aWrongNumberWithValidChecksumsIsDetected() throws IOException {
    Expect.done(run("run"));
    Path stored = out.resolve("products.npy");
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(stored)).order(ByteOrder.LITTLE_ENDIAN);
    int last = bytes.capacity() - Double.BYTES;
    bytes.putDouble(last, bytes.getDouble(last) + 0.01);
    Files.write(stored, bytes.array());
    String output = out.toString();
    Expect.error(
        2,
        InProcess.onSpark("verify", output),
        output + "/products.npy does not match the SHA-256");
    OutputDirectory result =
        OutputDirectory.open(new Configuration(), output, Registry.STANDARD.outputFiles());
    result.enter(result.requireFinished(), List.of("products.npy"));
    Result wrong = InProcess.onSpark("verify", output, "--samples", "9");
    Expect.error(3, wrong, output + ": the stored numbers", "(products.npy, vectors)");
  }

  @Test
  void explainPrintsThePlan() {
    String plan = Expect.done(run("explain"));
    assertTrue(plan.contains("  computes     exact products of vectors with the Hessian\n"), plan);
    assertTrue(plan.contains("  vectors      k = 9\n"), plan);
    assertTrue(plan.contains("  blocks       3 of 4 vectors, one task each, "), plan);
    assertTrue(plan.contains("flop Hessian-vector products\n"), plan);
    assertTrue(plan.contains("  wave         19 kB of vectors in the driver\n"), plan);
    assertTrue(plan.contains("  result       4.8 kB\n"), plan);
    assertFalse(plan.contains("(N Hessian-vector"), plan);
    assertFalse(Files.exists(out));
  }

  @Test
  void wrongVectorsFailWithOneLineAndNoResult() throws IOException {
    double[] numbers = vectors.data.clone();
    numbers[2 * N + 5] = Double.NaN;
    file = save("nan.npy", numbers, K, N);
    for (String command : List.of("run", "explain")) {
      Expect.error(
          2, run(command), file + ": the number in row 2, column 5 (counted from 0) is NaN");
    }
    file = save("turned.npy", vectors.data, N, K);
    Expect.error(2, run("run"), file + ": has the shape (67, 9), not (k, 67)", "a.T.copy()");
    file = directory.resolve("none.npy");
    Expect.error(2, run("run"), file + ": no such file");
    Expect.error(2, run("run", "compute=diagonal"), "--set vectors=", "needs compute: hvp");
    assertFalse(Files.exists(out));
  }

  private Result run(String command, String... settings) {
    return InProcess.onSpark(arguments(command, settings));
  }

  private String[] arguments(String command, String... settings) {
    List<String> arguments = new ArrayList<>(List.of(command, "conf/iris-mlp.yaml"));
    Stream.concat(
            Stream.of("output=" + out, "export=[]", "compute=hvp", "vectors=" + file),
            Stream.of(settings))
        .forEach(setting -> arguments.addAll(List.of("--set", setting)));
    return arguments.toArray(String[]::new);
  }

  private DMatrixRMaj hessian() throws IOException {
    String whole = directory.resolve("hessian").toString();
    Expect.done(InProcess.onSpark("run", "conf/iris-mlp.yaml", "--set", "output=" + whole));
    return numbers(VectorFile.open(new Configuration(), whole + "/hessian.npy", N));
  }

  private VectorFile products() {
    return VectorFile.open(new Configuration(), out.resolve("products.npy").toString(), N);
  }

  private DMatrixRMaj numbers() throws IOException {
    return numbers(products());
  }

  private static DMatrixRMaj numbers(VectorFile file) throws IOException {
    try (VectorReader reader = file.read()) {
      return reader.next(file.count());
    }
  }

  private Path save(String name, double[] numbers, long... shape) throws IOException {
    Path path = directory.resolve(name);
    int count = (int) (shape.length == 1 ? shape[0] : shape[0] * shape[1]);
    try (NpyWriter npy = new NpyWriter(Files.newOutputStream(path), shape)) {
      npy.write(numbers, 0, count);
    }
    return path;
  }
}
