package io.sparkhessian.distributed.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void saysHowMuchIsDoneAndLeft() {
    assertEquals("500 of 2,500 rows, 250 rows/s, 8.0 s left", Progress.line(500, 2500, 2));
    assertEquals("0 of 2,500 rows, 0 rows/s, ? left", Progress.line(0, 2500, 2));
    assertEquals(
        "100 of 100 rows, 50 rows/s, 0.0 s left",
        Progress.line(130, 100, 2),
        "a task that ran twice");
  }
}
