package io.sparkhessian.io.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunMarkTest {
  private static final RunMark OWN = RunMark.ofThisProcess("f", "w");

  private static RunMark of(String host, String system, long process, long started) {
    return new RunMark("f", "w", "o", host, system, process, started);
  }

  @Test
  void aMarkReadsBackUnchanged() {
    for (RunMark mark : new RunMark[] {OWN, OWN.clearing(), OWN.left()}) {
      assertEquals(Optional.of(mark), RunMark.parse(mark.toBytes()));
      byte[] cut = Arrays.copyOf(mark.toBytes(), mark.toBytes().length / 2);
      assertEquals(Optional.empty(), RunMark.parse(cut));
    }
  }

  @Test
  void aProcessOfThisSystemIsKnownToBeRunningOrEnded() {
    assertTrue(OWN.isHere());
    assertFalse(OWN.isGone());
    RunMark older = of(OWN.host(), OWN.system(), OWN.process(), OWN.started() - 1);
    assertFalse(older.isHere());
    assertTrue(older.isGone());
    assertTrue(OWN.left().isGone());
  }

  /** A process number of another system has no meaning here. */
  @Test
  void nothingIsKnownOfAProcessOfAnotherSystem() {
    for (long process : new long[] {OWN.process(), Long.MAX_VALUE}) {
      for (RunMark elsewhere :
          new RunMark[] {
            of("elsewhere.invalid", OWN.system(), process, OWN.started()),
            of(OWN.host(), OWN.system() + " of a container", process, OWN.started())
          }) {
        assertFalse(elsewhere.isHere(), elsewhere::toString);
        assertFalse(elsewhere.isGone(), elsewhere::toString);
      }
    }
  }
}
