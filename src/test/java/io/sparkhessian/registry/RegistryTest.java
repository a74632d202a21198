package io.sparkhessian.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.job.Job;
import io.sparkhessian.job.ObjectiveSpec;
import io.sparkhessian.model.ObjectiveSource;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.quantity.Chosen;
import io.sparkhessian.quantity.Quantity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks the registry: every quantity has every part. */
class RegistryTest {
  private static final String JOB =
      """
      objective: {type: linear}
      parameters: theta.npy
      data: {path: x.csv, format: csv, label: y}
      """;

  static Stream<Quantity<?>> quantities() {
    return Registry.STANDARD.quantities().stream();
  }

  @ParameterizedTest
  @MethodSource("quantities")
  void everyPartIsThere(Quantity<?> quantity) {
    Job job = read(quantity);
    Chosen<?> chosen = Registry.STANDARD.chosen(job);
    assertEquals(quantity, chosen.quantity());
    assertFalse(chosen.title().isBlank());
    assertTrue(chosen.headline("2 parameters", "3 samples").contains("3 samples"));
    assertFalse(quantity.tileLabel().isBlank());
    assertFalse(quantity.files().isEmpty());
    assertTrue(quantity.files().containsAll(quantity.durable()), quantity::word);
    assertTrue(quantity.keys().containsAll(quantity.sections().keySet()), quantity::word);
  }

  /** A manifest holds the resolved job, from which every command starts. */
  @ParameterizedTest
  @MethodSource("quantities")
  void resolvedSettingsAreReadBack(Quantity<?> quantity) {
    Job job = read(quantity);
    assertEquals(job, Registry.STANDARD.jobs().ofResolved("manifest.json", job.resolved()));
    Map<String, Object> resolved = job.quantity().resolved();
    assertTrue(quantity.keys().containsAll(resolved.keySet()), resolved::toString);
    resolved.forEach(
        (key, value) -> {
          List<String> inner = quantity.sections().getOrDefault(key, List.of());
          if (value instanceof Map<?, ?> section) {
            assertTrue(inner.containsAll(section.keySet()), section::toString);
          }
        });
  }

  /** The settings that each source needs. */
  private static final Map<String, String> NEEDED =
      Map.of("mlp", ", layers: [2, 1], loss: poisson", "class", ", class: a.B");

  static Stream<ObjectiveSource<?>> sources() {
    return Registry.STANDARD.sources().stream();
  }

  @ParameterizedTest
  @MethodSource("sources")
  void sourcesAreReadBack(ObjectiveSource<?> source) {
    String type = source.word() + NEEDED.getOrDefault(source.word(), "");
    Job job = Registry.STANDARD.jobs().read("x.yaml", JOB.replace("linear", type), List.of());
    ObjectiveSpec spec = job.objective();
    assertEquals(source.word(), spec.word());
    assertFalse(spec.description().isBlank());
    assertTrue(source.keys().containsAll(spec.resolved().keySet()), spec::toString);
    assertEquals(job, Registry.STANDARD.jobs().ofResolved("manifest.json", job.resolved()));
    assertFalse(source.keys().contains("type"), source::word);
    boolean classes = spec.loss().filter(Loss.CROSS_ENTROPY::equals).isPresent();
    assertEquals(classes, spec.freeShifts(), source::word);
    assertTrue(spec.canSeparate() || !spec.freeShifts(), source::word);
  }

  @Test
  void sourcesHaveDifferentWords() {
    List<String> words = sources().<String>map(ObjectiveSource::word).toList();
    assertEquals(new HashSet<>(words).size(), words.size(), words::toString);
  }

  @Test
  void titlesAndWordsAreDifferent() {
    Set<String> words = new HashSet<>();
    Set<String> titles = new HashSet<>();
    quantities()
        .forEach(
            quantity -> {
              assertTrue(words.add(quantity.word()), quantity::word);
              String title = Registry.STANDARD.chosen(read(quantity)).title();
              assertTrue(titles.add(title), title);
            });
  }

  /** Two quantities never write the same directory, whose files are committed one by one. */
  @Test
  void durableDirectoriesHaveOneOwner() {
    List<String> all = new ArrayList<>();
    quantities().forEach(quantity -> all.addAll(quantity.durable()));
    assertEquals(new HashSet<>(all).size(), all.size(), all::toString);
  }

  /** The keys of the objective and the data belong to no quantity. */
  @Test
  void keysOfQuantitiesAreTheirOwn() {
    for (String key : List.of("name", "objective", "parameters", "data", "compute", "output")) {
      assertTrue(quantities().noneMatch(quantity -> quantity.keys().contains(key)), key);
    }
  }

  private static Job read(Quantity<?> quantity) {
    List<String> settings = new ArrayList<>(List.of("compute=" + quantity.word()));
    if (quantity.keys().contains("vectors")) {
      settings.add("vectors=v.npy");
    }
    try {
      return Registry.STANDARD.jobs().read("x.yaml", JOB, settings);
    } catch (Failure failure) {
      throw new AssertionError(quantity.word(), failure);
    }
  }
}
