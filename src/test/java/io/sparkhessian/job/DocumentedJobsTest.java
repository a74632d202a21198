package io.sparkhessian.job;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.documentation.MarkdownPage;
import io.sparkhessian.documentation.MarkdownPage.Block;
import io.sparkhessian.job.yaml.Choice;
import io.sparkhessian.model.ObjectiveSource;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.Reduction;
import io.sparkhessian.quantity.BlockChoice;
import io.sparkhessian.quantity.OperatorKind;
import io.sparkhessian.quantity.Quantity;
import io.sparkhessian.quantity.inputs.TriangleForm;
import io.sparkhessian.quantity.matrix.MatrixForm;
import io.sparkhessian.quantity.spectrum.EigenvalueEnd;
import io.sparkhessian.quantity.spectrum.SpectrumSpec;
import io.sparkhessian.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The documentation's job files and fragments parse, and its list of keys is complete. */
class DocumentedJobsTest {
  private static final Path PAGE = Path.of("docs/job-file.md");

  /** Required keys with values that complete a fragment. */
  private static final Map<String, String> LEAST =
      Map.of(
          "objective", "{type: mlp, layers: [4, 3], loss: cross-entropy}",
          "parameters", "theta.npy",
          "data", "{path: samples.csv, format: csv, label: y}");

  static List<Block> blocks() throws IOException {
    List<Block> blocks = new ArrayList<>();
    for (MarkdownPage page : MarkdownPage.manual()) {
      blocks.addAll(page.blocks("yaml"));
    }
    return blocks;
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void isAJobOrAPartOfOne(Block block) {
    List<String> lines = new ArrayList<>(block.lines());
    boolean whole = has(block, "objective") && has(block, "parameters");
    if (!whole) {
      LEAST.forEach(
          (key, value) -> {
            if (!has(block, key)) {
              lines.add(key + ": " + value);
            }
          });
    }
    assertDoesNotThrow(
        () -> Registry.STANDARD.jobs().read("job.yaml", String.join("\n", lines), List.of()),
        block::place);
  }

  private static boolean has(Block block, String key) {
    return block.lines().stream().anyMatch(line -> line.startsWith(key + ":"));
  }

  @Test
  void everyKeyHasARowAndEveryRowAKey() throws IOException {
    TreeSet<String> keys = new TreeSet<>();
    Registry.STANDARD
        .jobs()
        .keys()
        .sections()
        .forEach(
            (section, all) ->
                all.forEach(key -> keys.add(section.isEmpty() ? key : section + "." + key)));

    TreeSet<String> rows = new TreeSet<>();
    for (String line : section("## All keys")) {
      if (line.startsWith("| `")) {
        rows.add(line.substring(3, line.indexOf('`', 3)));
      }
    }

    assertEquals(keys, rows);
  }

  static List<Arguments> choices() {
    return List.of(
        Arguments.of("objective.activation", Activation.class),
        Arguments.of("objective.loss", Loss.class),
        Arguments.of("data.format", DataFormat.class),
        Arguments.of("reduction", Reduction.class),
        Arguments.of("wrt", Wrt.class),
        Arguments.of("inputs.form", TriangleForm.class),
        Arguments.of("form", MatrixForm.class),
        Arguments.of("of", OperatorKind.class),
        Arguments.of("find", SpectrumSpec.Find.class),
        Arguments.of("end", EigenvalueEnd.class),
        Arguments.of("blocks", BlockChoice.class),
        Arguments.of("export", ExportFormat.class));
  }

  @ParameterizedTest
  @MethodSource("choices")
  void theRowOfAKeyListsItsValues(String key, Class<? extends Enum<?>> type) throws IOException {
    String row =
        section("## All keys").stream()
            .filter(line -> line.startsWith("| `" + key + "` |"))
            .findFirst()
            .orElseThrow();
    TreeSet<String> listed = new TreeSet<>();
    Matcher word = Pattern.compile("`([^`]+)`").matcher(row.split(" \\| ", -1)[1]);
    while (word.find()) {
      listed.add(word.group(1));
    }
    TreeSet<String> known = new TreeSet<>();
    for (Enum<?> constant : type.getEnumConstants()) {
      known.add(Choice.name(constant));
    }
    assertEquals(known, listed);
  }

  @Test
  void everyValueOfComputeHasARow() throws IOException {
    List<String> rows = section("## What to compute");
    for (Quantity<?> quantity : Registry.STANDARD.quantities()) {
      if (!quantity.byInputs()) {
        assertTrue(
            rows.stream().anyMatch(row -> row.startsWith("| `" + quantity.word() + "` |")),
            quantity.word());
      }
    }
  }

  @Test
  void everyTypeOfObjectiveHasARow() throws IOException {
    List<String> rows = section("## The objective");
    for (ObjectiveSource<?> source : Registry.STANDARD.sources()) {
      String start = "| `" + source.word() + "` |";
      assertTrue(rows.stream().anyMatch(row -> row.startsWith(start)), start);
    }
  }

  /** The lines of a section up to the next heading of its level. */
  private static List<String> section(String heading) throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    int start = lines.indexOf(heading) + 1;
    return lines.subList(start, lines.size()).stream()
        .takeWhile(line -> !line.startsWith("## "))
        .toList();
  }
}
