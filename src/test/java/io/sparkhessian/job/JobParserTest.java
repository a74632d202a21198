package io.sparkhessian.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.sparkhessian.model.code.ClassSpec;
import io.sparkhessian.model.linear.LinearSource;
import io.sparkhessian.model.linear.LinearSpec;
import io.sparkhessian.model.network.NetworkSpec;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.Reduction;
import io.sparkhessian.quantity.matrix.MatrixForm;
import io.sparkhessian.quantity.matrix.MatrixQuantity;
import io.sparkhessian.quantity.matrix.MatrixSpec;
import io.sparkhessian.registry.Registry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class JobParserTest {
  static final String DIGITS =
      """
      name: digits
      objective:
        type: mlp
        layers: [64, 32, 10]
        activation: gelu
        loss: cross-entropy
        intercept: false
      parameters: data/mlp.npy
      data:
        path: s3a://bucket/digits.csv
        format: csv
        label: [y1, y2]
        features: [p0, "1", p 2]
        weight: w
        options: {header: true, sep: ";", n: 1e3}
      reduction: sum
      l2: 1e-3
      compute: hessian
      tile: 256
      export: [npy, mtx]
      output: hdfs:///out/digits
      """;

  static final String LINEAR =
      """
      objective: {type: linear}
      parameters: theta.csv
      data: {path: x.csv, format: csv, label: y}
      """;

  static final String ROSENBROCK =
      """
      objective:
        type: class
        class: com.acme.Rosenbrock
        arguments: {a: 1.0, n: 3, deep: {names: [x, true]}}
      parameters: theta.npy
      """;

  @Test
  void readsEveryKey() {
    Job job = Registry.STANDARD.jobs().read("conf/x.yaml", DIGITS, List.of());

    assertEquals(
        new Job(
            "digits",
            new NetworkSpec(List.of(64, 32, 10), Activation.GELU, Loss.CROSS_ENTROPY, false),
            Optional.of("data/mlp.npy"),
            Optional.of(
                new DataSpec(
                    "s3a://bucket/digits.csv",
                    DataFormat.CSV,
                    ColumnRoles.of(
                        List.of("y1", "y2"), List.of("p0", "1", "p 2"), Optional.of("w")),
                    Map.of("header", "true", "sep", ";", "n", "1e3"))),
            Reduction.SUM,
            1e-3,
            new MatrixSpec(
                MatrixQuantity.HESSIAN, MatrixForm.MATRIX, false, Optional.empty(), false),
            OptionalInt.of(256),
            List.of(ExportFormat.NPY, ExportFormat.MTX),
            "hdfs:///out/digits"),
        job);
  }

  @Test
  void fillsInDefaults() {
    Job job = Registry.STANDARD.jobs().read("conf/wine.v2.yaml", LINEAR, List.of());

    assertEquals("wine.v2", job.name());
    assertEquals("out/wine.v2", job.output());
    assertEquals(Reduction.MEAN, job.reduction());
    assertEquals(0.0, job.l2());
    assertEquals("hessian", job.quantity().word());
    assertEquals(OptionalInt.empty(), job.tile());
    assertEquals(List.of(), job.export());
    assertEquals(new LinearSpec(LinearSource.LINEAR, true, OptionalInt.empty()), job.objective());
    assertEquals(Optional.of(Loss.SQUARED_ERROR), job.objective().loss());
    assertEquals(Optional.empty(), job.data().orElseThrow().roles().features());
  }

  @Test
  void theDefaultActivationOfAnMlpIsTanh() {
    Job job =
        Registry.STANDARD
            .jobs()
            .read(
                "x.yaml",
                LINEAR,
                List.of("objective={type: mlp, layers: [2, 1], loss: squared-error}"));

    assertEquals(
        new NetworkSpec(List.of(2, 1), Activation.TANH, Loss.SQUARED_ERROR, true), job.objective());
  }

  @Test
  void aClassTakesPlainArgumentsAndNoData() {
    Job job = Registry.STANDARD.jobs().read("x.yaml", ROSENBROCK, List.of());

    ClassSpec spec = assertInstanceOf(ClassSpec.class, job.objective());
    assertEquals("com.acme.Rosenbrock", spec.className());
    assertEquals(
        Map.of("a", 1.0, "n", 3L, "deep", Map.of("names", List.of("x", true))), spec.arguments());
    assertEquals(Optional.empty(), job.data());
    assertEquals(List.of("a", "n", "deep"), List.copyOf(spec.arguments().keySet()));
  }

  @Test
  void libsvmNeedsNoLabel() {
    Job job =
        Registry.STANDARD
            .jobs()
            .read("x.yaml", LINEAR, List.of("data={path: x.txt, format: libsvm}"));

    assertEquals(List.of("label"), job.data().orElseThrow().roles().labels());
  }

  @Test
  void theByteOrderMarkOfAnEditorIsSkipped() {
    assertEquals(
        Registry.STANDARD.jobs().read("x.yaml", LINEAR, List.of()),
        Registry.STANDARD.jobs().read("x.yaml", "\uFEFF" + LINEAR, List.of()));
  }

  @Test
  void settingsReplaceAndAddValues() {
    Job job =
        Registry.STANDARD
            .jobs()
            .read(
                "x.yaml",
                DIGITS,
                List.of(
                    "objective.layers=[4,8,3]",
                    "l2=0.5",
                    "l2=0.1",
                    "data.options.header=false",
                    "data.options.path=a=b",
                    "data.label=y",
                    "export=[]",
                    "compute=diagonal",
                    "name=\"2024\""));

    assertEquals(List.of(4L, 8L, 3L), job.objective().resolved().get("layers"));
    assertEquals(0.1, job.l2());
    assertEquals(
        Map.of("header", "false", "sep", ";", "n", "1e3", "path", "a=b"),
        job.data().orElseThrow().options());
    assertEquals(List.of("y"), job.data().orElseThrow().roles().labels());
    assertEquals("diagonal", job.quantity().word());
    assertEquals("2024", job.name());
  }

  @Test
  void settingsCreateMissingSections() {
    Job job = Registry.STANDARD.jobs().read("x.yaml", LINEAR, List.of("data.options.header=true"));

    assertEquals(Map.of("header", "true"), job.data().orElseThrow().options());
  }

  @Test
  void productsNameTheirVectors() {
    Job job =
        Registry.STANDARD
            .jobs()
            .read("x.yaml", LINEAR, List.of("compute=hvp", "vectors=s3a://b/v.npy"));

    assertEquals("hvp", job.quantity().word());
    assertEquals(Optional.of("s3a://b/v.npy"), job.quantity().vectors());
  }

  @Test
  void blocksAreOfTensorsByDefault() {
    Job job =
        Registry.STANDARD.jobs().read("x.yaml", LINEAR, List.of("compute=blocks", "export=[npy]"));

    assertEquals(Map.of("blocks", "tensor"), job.quantity().resolved());
    assertEquals(
        Map.of("blocks", "layer"),
        Registry.STANDARD
            .jobs()
            .read("x.yaml", LINEAR, List.of("compute=blocks", "blocks=layer"))
            .quantity()
            .resolved());
  }

  @Test
  void readsNumbersInAllNotations() {
    for (String text : List.of("0.5", "5e-1", ".5", "5.0E-1", "+0.5")) {
      assertEquals(
          0.5, Registry.STANDARD.jobs().read("x.yaml", LINEAR, List.of("l2=" + text)).l2(), text);
    }
    assertEquals(1.0, Registry.STANDARD.jobs().read("x.yaml", LINEAR, List.of("l2=1")).l2());
  }
}
