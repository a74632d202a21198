package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.SparkTestSession;
import io.sparkhessian.Tolerance;
import io.sparkhessian.cluster.SubmitScript.Result;
import io.sparkhessian.curvature.InputDerivative;
import io.sparkhessian.curvature.InputFunction;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.io.data.SampleData;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.registry.Registry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wrt: inputs}, from the job file to the check and the export of a result. */
class InputsIT {
  private static final String JOB = "conf/iris-mlp.yaml";
  private static final int SAMPLES = 150;

  @TempDir Path directory;

  private Result run(String name, String... settings) {
    return InProcess.job(JOB, directory.resolve(name), "wrt=inputs", settings);
  }

  private static LoadedJob load() throws IOException {
    return Registry.STANDARD.load(
        SparkTestSession.get(),
        Registry.STANDARD.jobs().read(JOB, Files.readString(Path.of(JOB)), List.of()),
        Long.MAX_VALUE);
  }

  /** Returns the Hessians of the general path without Spark, n × k (k + 1) / 2. */
  private static DMatrixRMaj expected(InputFunction function, LoadedJob loaded) {
    Samples samples = ((SampleData.Local) loaded.data()).samples();
    return InputDerivative.hessianByDirections(function)
        .rows(Kernels.of(KernelChoice.AUTO))
        .of(samples, 0);
  }

  private double[] npy(String file, int... shape) throws IOException {
    byte[] bytes = Files.readAllBytes(directory.resolve(file));
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int header = 10 + buffer.getShort(8);
    String text = new String(bytes, 10, header - 10, StandardCharsets.US_ASCII);
    String axes = Arrays.toString(shape).replace('[', '(').replace(']', ')');
    assertTrue(
        text.contains("'shape': " + (shape.length == 1 ? "(" + shape[0] + ",)" : axes)), text);
    double[] values = new double[(bytes.length - header) / Double.BYTES];
    buffer.position(header).asDoubleBuffer().get(values);
    return values;
  }

  private String verify(String name) {
    return Expect.done(InProcess.onSpark("verify", directory.resolve(name).toString()));
  }

  @Test
  void hessiansOfTheLoss() throws IOException {
    String said = Expect.done(run("out", "compute=hessian"));
    assertTrue(
        said.startsWith(
            "iris-mlp: the exact Hessian of the loss with respect to the features, for each of 150 samples\n"),
        said);
    assertTrue(said.contains("  Hessians     4 × 4, packed; largest entry "), said);
    LoadedJob loaded = load();
    DMatrixRMaj expected = expected(InputFunction.ofLoss(loaded.problem()), loaded);
    DMatrixRMaj found = DMatrixRMaj.wrap(SAMPLES, 10, npy("out/input-hessian.npy", SAMPLES, 10));
    Tolerance.assertClose(expected, found, Tolerance.ROUNDING, "packed");
    rowsAsSparkReadsThem(expected);
    String verified = verify("out");
    assertTrue(verified.contains("8 at random against central differences"), verified);
    assertTrue(verified.contains("H·v for random v"), verified);
    String again = Expect.done(run("out", "compute=hessian", "export=[npy, csv]"));
    assertTrue(again.contains("wrote input-hessian.csv"), again);
    List<String> lines = Files.readAllLines(directory.resolve("out/input-hessian.csv"));
    assertEquals(SAMPLES + 1, lines.size());
    assertTrue(lines.get(0).startsWith("row,value,sepal_length,sepal_width,"), lines.get(0));
    assertTrue(lines.get(0).contains(",sepal_length sepal_width,"), lines.get(0));
    assertEquals(2 + 4 + 10, lines.get(1).split(",", -1).length);
    verify("out");
  }

  private void rowsAsSparkReadsThem(DMatrixRMaj expected) {
    List<Row> rows =
        SparkTestSession.get()
            .read()
            .parquet(directory.resolve("out/input-hessian").toString())
            .orderBy("row")
            .collectAsList();
    assertEquals(SAMPLES, rows.size());
    for (int s = 0; s < SAMPLES; s++) {
      assertEquals((long) s, rows.get(s).<Long>getAs("row"));
      assertEquals(4, rows.get(s).getList(rows.get(s).fieldIndex("gradient")).size());
      List<Double> hessian = rows.get(s).getList(rows.get(s).fieldIndex("hessian"));
      for (int i = 0; i < 10; i++) {
        assertEquals(
            expected.get(s, i), hessian.get(i), 1e-9 * Math.abs(expected.get(s, i)) + 1e-12);
      }
    }
  }

  @Test
  void someColumnsOfAnOutputInFull() throws IOException {
    String columns = "inputs={columns: [petal_width, sepal_length], class: 2, form: full}";
    Expect.done(run("out", "compute=hessian", columns));
    LoadedJob loaded = load();
    InputFunction output = InputFunction.ofOutput(loaded.problem(), 2).by(3, 0);
    DMatrixRMaj packed = expected(output, loaded);
    double[] full = npy("out/input-hessian.npy", SAMPLES, 2, 2);
    for (int s = 0; s < SAMPLES; s++) {
      double[] row = {packed.get(s, 0), packed.get(s, 1), packed.get(s, 1), packed.get(s, 2)};
      assertArrayEquals(row, Arrays.copyOfRange(full, 4 * s, 4 * s + 4), 1e-10);
    }
    assertEquals(
        List.of("index,name", "0,petal_width", "1,sepal_length"),
        Files.readAllLines(directory.resolve("out/inputs.csv")));
    String verified = verify("out");
    assertTrue(verified.contains("symmetry"), verified);
  }

  @Test
  void laplaciansAreTracesUnderBothNames() throws IOException {
    Expect.done(run("matrix", "compute=hessian"));
    String said = Expect.done(run("out", "compute=laplacian", "export=[npy, csv]"));
    assertTrue(said.contains("the exact Laplacian of the loss with respect to the features"), said);
    double[] packed = npy("matrix/input-hessian.npy", SAMPLES, 10);
    double[] laplacians = npy("out/input-laplacian.npy", SAMPLES);
    for (int s = 0; s < SAMPLES; s++) {
      double trace = packed[10 * s] + packed[10 * s + 4] + packed[10 * s + 7] + packed[10 * s + 9];
      assertEquals(trace, laplacians[s], 1e-10 * Math.max(1, Math.abs(trace)));
    }
    assertEquals(
        "row,value,laplacian",
        Files.readAllLines(directory.resolve("out/input-laplacian.csv")).get(0));
    verify("out");
    Result other =
        InProcess.onSpark(
            "run",
            JOB,
            "--set",
            "compute=input-laplacian",
            "--set",
            "export=[npy]",
            "--set",
            "output=" + directory.resolve("out"));
    assertTrue(Expect.done(other).contains("is already finished"), other.toString());
  }
}
