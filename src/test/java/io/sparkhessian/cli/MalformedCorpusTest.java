package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MalformedCorpusTest {
  private static final int LEAST = 200;

  private final List<MalformedCase> cases =
      MalformedCorpus.FAMILIES.stream()
          .flatMap(each -> MalformedCorpus.read(each).stream())
          .toList();

  @Test
  void hasEnoughCasesWithoutDuplicates() {
    assertTrue(cases.size() >= LEAST, cases.size() + " cases");
    assertEquals(cases.size(), cases.stream().map(MalformedCase::name).distinct().count());
  }

  @Test
  void everyCaseHasAnExitCodeAndALine() {
    for (MalformedCase each : cases) {
      assertTrue(Set.of(2, 3, 4).contains(each.exitCode()), each::name);
      assertTrue(each.line().length() > "<...>".length(), each::name);
    }
  }
}
