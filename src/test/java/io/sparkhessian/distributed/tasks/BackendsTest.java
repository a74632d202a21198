package io.sparkhessian.distributed.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.linalg.KernelChoice;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackendsTest {
  private static final Backend NATIVE = new Backend("OpenBLAS", "");
  private static final Backend PLAIN = new Backend("plain Java", "no library on this host");

  private final Backends backends = new Backends();

  private static TaskOutcome<Integer> outcome(int value, Backend backend) {
    return new TaskOutcome<>(value, null, List.of(backend));
  }

  @Test
  void valuesKeepTheirOrderAndWarningsAreKeptOnce() {
    assertEquals(List.of(3, 1), backends.values(List.of(outcome(3, PLAIN), outcome(1, PLAIN))));
    assertEquals(Set.of("no library on this host"), backends.warnings());
  }

  @Test
  void aMixIsRefusedInOneStageAndInSeveral() {
    List<TaskOutcome<Integer>> mixed = List.of(outcome(1, NATIVE), outcome(2, PLAIN));
    Failure failure = assertThrows(Failure.class, () -> backends.values(mixed));
    assertEquals(1, failure.kind().exitCode());
    assertTrue(failure.getMessage().contains("(OpenBLAS; plain Java)"), failure::toString);

    Backends later = new Backends();
    later.values(List.of(outcome(1, NATIVE)));
    assertThrows(Failure.class, () -> later.values(List.of(outcome(2, PLAIN))));
  }

  @Test
  void aFailureIsAValueUntilItReachesTheDriver() throws Exception {
    Failure wrong = Failure.numbers("the Hessian is NaN");
    TaskOutcome<Integer> outcome =
        TaskOutcome.of(
            KernelChoice.JAVA,
            dense -> {
              throw wrong;
            });
    assertSame(wrong, assertThrows(Failure.class, () -> backends.values(List.of(outcome))));
  }
}
