package io.sparkhessian.job.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestNameTest {
  @Test
  void findsTheSmallestEditDistance() {
    List<String> known = List.of("label", "features", "weight");

    assertEquals(Optional.of("features"), NearestName.to("feature", known));
    assertEquals(Optional.of("weight"), NearestName.to("WEIGTH", known));
    assertEquals(Optional.of("label"), NearestName.to("labels", known));
  }

  @Test
  void takesTheFirstOfEquals() {
    assertEquals(Optional.of("ab"), NearestName.to("xb", List.of("ab", "cb")));
  }

  @Test
  void findsNothingInAnEmptyList() {
    assertEquals(Optional.empty(), NearestName.to("a", List.of()));
  }
}
