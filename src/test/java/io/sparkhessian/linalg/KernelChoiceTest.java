package io.sparkhessian.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparkhessian.Failure;
import org.junit.jupiter.api.Test;

class KernelChoiceTest {
  @Test
  void readsItsValues() {
    assertEquals(KernelChoice.AUTO, KernelChoice.parse("auto"));
    assertEquals(KernelChoice.JAVA, KernelChoice.parse(" Java "));
    assertEquals(KernelChoice.NATIVE, KernelChoice.parse("NATIVE"));
  }

  @Test
  void namesTheSettingAndWhatItAllows() {
    Failure failure = assertThrows(Failure.class, () -> KernelChoice.parse("m\nkl"));
    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertEquals(
        "spark.hessian.blas is 'm kl': set it to one of auto, java, native", failure.getMessage());
  }
}
