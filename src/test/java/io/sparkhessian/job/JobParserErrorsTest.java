package io.sparkhessian.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.registry.Registry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JobParserErrorsTest {
  static final String MLP =
      """
      objective:
        type: mlp
        layers: [4, 3]
        loss: cross-entropy
      parameters: theta.npy
      data:
        path: x.csv
        format: csv
        label: y
      """;

  private static final String TYPES = "mlp, linear, logistic, softmax, poisson, class";
  private static final String LOSSES = "cross-entropy, squared-error, logistic, poisson";

  /** A line of the file above, its replacement, and the message. */
  static Stream<Arguments> changedLines() {
    return Stream.of(
        // Keys.
        Arguments.of(
            "  loss: cross-entropy",
            "  loss: cross-entropy\n  activaton: tanh",
            "c/x.yaml:5:3: unknown key 'objective.activaton'; did you mean 'activation'?"),
        Arguments.of(
            "parameters: theta.npy",
            "parameter: theta.npy",
            "c/x.yaml:5:1: unknown key 'parameter'; did you mean 'parameters'?"),
        Arguments.of(
            "parameters: theta.npy",
            "parameters: theta.npy\nweight:",
            "c/x.yaml:6:1: unknown key 'weight'; did you mean 'data.weight'?"),
        Arguments.of(
            "  label: y",
            "  label: y\n  tile: 4",
            "c/x.yaml:10:3: unknown key 'data.tile'; did you mean 'tile'?"),
        Arguments.of(
            "  label: y",
            "  label: y\n  label: z",
            "c/x.yaml:10:3: duplicate key 'data.label', first at c/x.yaml:9:3; remove one"),
        Arguments.of("  label: y", "  [a]: y", "c/x.yaml:9:3: a key must be plain text"),
        Arguments.of(
            "  type: mlp",
            "  type: linear",
            "c/x.yaml:3:3: 'objective.layers' does not belong to type linear; it is for mlp"),
        Arguments.of(
            "  layers: [4, 3]",
            "  layers: [4, 3]\n  classes: 3",
            "c/x.yaml:4:3: 'objective.classes' does not belong to type mlp; it is for softmax"),
        // Missing keys.
        Arguments.of(
            "  type: mlp", "", "c/x.yaml:1:1: 'objective.type' is missing; give one of " + TYPES),
        Arguments.of(
            "  layers: [4, 3]",
            "",
            "c/x.yaml:1:1: 'objective.layers' is missing; give the widths, inputs first: [64, 32, 10]"),
        Arguments.of(
            "  loss: cross-entropy",
            "",
            "c/x.yaml:1:1: 'objective.loss' is missing; give one of " + LOSSES),
        Arguments.of(
            "parameters: theta.npy",
            "",
            "c/x.yaml: 'parameters' is missing; name a .npy or .csv file with their values"),
        Arguments.of(
            "  label: y",
            "",
            "c/x.yaml:6:1: 'data.label' is missing; name the column that the model predicts"),
        Arguments.of(
            "  path: x.csv", "", "c/x.yaml:6:1: 'data.path' is missing; say where the samples lie"),
        Arguments.of(
            "  format: csv",
            "",
            "c/x.yaml:6:1: 'data.format' is missing; give one of csv, parquet, json, orc, libsvm"),
        // Types.
        Arguments.of(
            "  layers: [4, 3]",
            "  layers: 4",
            "c/x.yaml:3:11: 'objective.layers' must be a list, not 4"),
        Arguments.of(
            "  layers: [4, 3]",
            "  layers: [4, 3.0]",
            "c/x.yaml:3:15: 'objective.layers[1]' must be a whole number, not 3.0"),
        Arguments.of(
            "  layers: [4, 3]",
            "  layers: [4, 0]",
            "c/x.yaml:3:15: 'objective.layers[1]' must be a whole number of at least 1, not 0"),
        Arguments.of(
            "  layers: [4, 3]",
            "  layers: [4, [3]]",
            "c/x.yaml:3:15: 'objective.layers[1]' must be a whole number, not a list"),
        Arguments.of(
            "  layers: [4, 3]",
            "  layers: [4]",
            "c/x.yaml:3:11: 'objective.layers' must have at least two widths, inputs first: [64, 32, 10]"),
        Arguments.of(
            "  layers: [4, 3]",
            "  layers: [4, 2000000000, 3]",
            "c/x.yaml:3:11: 'objective.layers' must have at most 2,147,483,639 weights in all,"
                + " these widths have 16,000,000,003"),
        Arguments.of(
            "  layers: [4, 3]",
            "  layers:",
            "c/x.yaml:3:10: 'objective.layers' has no value; give a list, or leave the key out"),
        Arguments.of(
            "  loss: cross-entropy",
            "  loss: crossentropy",
            "c/x.yaml:4:9: 'objective.loss' is 'crossentropy'; did you mean 'cross-entropy'? Known: "
                + LOSSES),
        Arguments.of(
            "  type: mlp",
            "  type: mpl",
            "c/x.yaml:2:9: 'objective.type' is 'mpl'; did you mean 'mlp'? Known: " + TYPES),
        Arguments.of(
            "  type: mlp",
            "  type: sparkml",
            "c/x.yaml:2:9: 'objective.type' is 'sparkml'; did you mean 'mlp'? Known: " + TYPES),
        Arguments.of(
            "  type: mlp",
            "  type: [mlp]",
            "c/x.yaml:2:9: 'objective.type' must be one of " + TYPES + ", not a list"),
        Arguments.of(
            "parameters: theta.npy",
            "parameters: 2024",
            "c/x.yaml:5:13: 'parameters' must be a string, not 2024; put it in quotes"),
        Arguments.of(
            "parameters: theta.npy",
            "parameters: ''",
            "c/x.yaml:5:13: 'parameters' must not be empty"),
        Arguments.of(
            "  label: y",
            "  label: {a: b}",
            "c/x.yaml:9:10: 'data.label' must be the name of a column or a list of names, not a section"
                + " of keys"),
        Arguments.of(
            "  label: y",
            "  label: []",
            "c/x.yaml:9:10: 'data.label' is empty; name at least one column"),
        Arguments.of(
            "  label: y",
            "  label: y\n  features: [a, y]",
            "c/x.yaml:10:17: 'data.features[1]' names the column 'y', which label, offset, weight or"
                + " features already name"),
        Arguments.of(
            "  label: y",
            "  label: y\n  features: []",
            "c/x.yaml:10:13: 'data.features' is empty; leave it out to take all other columns"),
        Arguments.of(
            "  label: y",
            "  label: y\n  options: {header: [true]}",
            "c/x.yaml:10:21: 'data.options.header' must be a single value, not a list"),
        Arguments.of(
            "  label: y",
            "  label: y\n  options: header",
            "c/x.yaml:10:12: 'data.options' must be a section of keys, not the string 'header'"),
        // YAML itself.
        Arguments.of(
            "parameters: theta.npy",
            "parameters: !!java.net.URL theta.npy",
            "c/x.yaml:5:13: the tag 'tag:yaml.org,2002:java.net.URL' is not supported; remove it"),
        Arguments.of(
            "parameters: theta.npy",
            "parameters: &a theta.npy",
            "c/x.yaml:5:13: anchors and aliases (& and *) are not supported; write the value out"),
        Arguments.of(
            "parameters: theta.npy",
            "parameters: *a",
            "c/x.yaml:5:13: anchors and aliases (& and *) are not supported; write the value out"),
        Arguments.of(
            "  label: y",
            "  label: y\n---\na: b",
            "c/x.yaml:10:1: a second document starts here; keep only one"),
        Arguments.of(
            "  label: y",
            "  label: " + "[".repeat(50) + "]".repeat(50),
            "c/x.yaml:9:25: nested deeper than 16 levels"),
        Arguments.of(
            "  label: y",
            "\tlabel: y",
            "c/x.yaml:9:1: not valid YAML: found character '\\t(TAB)' that cannot start any token. (Do"
                + " not use \\t(TAB) for indentation)"),
        Arguments.of(
            "  label: y",
            "  label: [y",
            "c/x.yaml:10:1: not valid YAML: expected ',' or ']', but got <stream end>"));
  }

  @ParameterizedTest
  @MethodSource("changedLines")
  void refusesTheFile(String line, String instead, String message) {
    assertTrue(MLP.contains(line + "\n"), line);
    String text = MLP.replace(line + "\n", instead.isEmpty() ? "" : instead + "\n");
    assertFailure(message, () -> Registry.STANDARD.jobs().read("c/x.yaml", text, List.of()));
  }

  @Test
  void exportsOnlyTheHessian() {
    assertFailure(
        "c/x.yaml:11:9: 'export' needs a result with a matrix; compute: diagonal has none; leave export out",
        () ->
            Registry.STANDARD
                .jobs()
                .read("c/x.yaml", MLP + "compute: diagonal\nexport: [npy]\n", List.of()));
  }

  @Test
  void onlyProductsNeedVectors() {
    assertFailure(
        "c/x.yaml: 'vectors' is missing; give a .npy file of the vectors to multiply with",
        () -> Registry.STANDARD.jobs().read("c/x.yaml", MLP + "compute: hvp\n", List.of()));
    assertFailure(
        "c/x.yaml:11:10: 'vectors' needs compute: hvp or solve, not diagonal; leave it out",
        () ->
            Registry.STANDARD
                .jobs()
                .read("c/x.yaml", MLP + "compute: diagonal\nvectors: v.npy\n", List.of()));
  }

  @Test
  void onlyAClassWorksWithoutData() {
    String text = "objective: {type: linear}\nparameters: t.npy\n";
    assertFailure(
        "c/x.yaml: 'data' is missing; type linear is a sum over samples",
        () -> Registry.STANDARD.jobs().read("c/x.yaml", text, List.of()));
  }

  static Stream<Arguments> wholeFiles() {
    String empty = "c/x.yaml: the file is empty; a job needs objective, parameters and data";
    return Stream.of(
        Arguments.of("", empty),
        Arguments.of("# nothing\n", empty),
        Arguments.of("---\n", empty),
        Arguments.of("- a\n", "c/x.yaml:1:1: a job file must hold keys with values, not a list"),
        Arguments.of(
            "a\n", "c/x.yaml:1:1: a job file must hold keys with values, not the string 'a'"),
        Arguments.of(
            "{}\n", "c/x.yaml: 'objective' is missing; describe the function to differentiate"),
        Arguments.of(
            "#".repeat(1 << 21),
            "c/x.yaml: larger than 1 MiB, the limit for job files; name a job file"),
        Arguments.of("[".repeat(1 << 19), "c/x.yaml:1:18: nested deeper than 16 levels"));
  }

  @ParameterizedTest
  @MethodSource("wholeFiles")
  void refusesTheWholeFile(String text, String message) {
    assertFailure(message, () -> Registry.STANDARD.jobs().read("c/x.yaml", text, List.of()));
  }

  @Test
  void foreignTextStaysOnOneShortLine() {
    String key = "a\\nb\\x07" + "c".repeat(500);
    Failure failure =
        assertThrows(
            Failure.class,
            () -> Registry.STANDARD.jobs().read("x.yaml", "\"" + key + "\": 1\n", List.of()));

    assertFalse(failure.getMessage().contains("\n"), failure.getMessage());
    assertTrue(
        failure.getMessage().startsWith("x.yaml:1:1: unknown key 'a\\nb\\u0007ccc"),
        failure.getMessage());
    assertTrue(failure.getMessage().length() < 200, failure.getMessage());
  }

  @Test
  void aControlCharacterIsNamed() {
    assertFailure(
        "x.yaml: not valid YAML: the character U+0007 at position 7 must be escaped",
        () -> Registry.STANDARD.jobs().read("x.yaml", "a: b\nc\u0007: d\n", List.of()));
  }

  static void assertFailure(String message, Runnable reading) {
    Failure failure = assertThrows(Failure.class, reading::run);
    assertEquals(message, failure.getMessage());
    assertEquals(Failure.Kind.INPUT, failure.kind());
  }
}
