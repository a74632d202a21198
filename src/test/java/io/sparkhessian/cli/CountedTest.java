package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CountedTest {
  @Test
  void oneIsSingular() {
    assertEquals("1 tile", Counted.of(1, "tile"));
    assertEquals("0 tiles", Counted.of(0, "tile"));
    assertEquals("2,410 block rows", Counted.of(2410, "block row"));
  }
}
