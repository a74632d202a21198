package io.sparkhessian.quantity.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.report.diagnosis.Finding;
import io.sparkhessian.report.diagnosis.MatrixKind;
import io.sparkhessian.report.figure.Entry;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceChapterTest {
  private static StoredTrace.Part part(String name, int size, double trace, double error) {
    return new StoredTrace.Part(name, size, trace, error, 50);
  }

  private static TraceChapter of(StoredTrace.Part... parts) {
    return new TraceChapter(
        MatrixKind.HESSIAN, new StoredTrace("hutch++", 1, Arrays.asList(parts)));
  }

  private static List<String> headlines(TraceChapter chapter) {
    return chapter.findings().stream().map(Finding::headline).toList();
  }

  @Test
  void whatItIsWithoutAnythingToSay() {
    TraceChapter chapter = of(part("all", 10, 20, 0.5));
    assertEquals(List.of("The trace is 20.0 ± 0.5"), headlines(chapter));
    assertEquals("name,trace,error\nall,20.0,0.5\n", chapter.chapter().figures().get(0).csv());
    assertEquals(List.of(new Entry("Trace", "20.0 ± 0.5")), chapter.facts());
  }

  @Test
  void aNegativeTraceAndARoughOne() {
    assertEquals(
        List.of("The mean curvature of the loss is negative"),
        headlines(of(part("all", 9, -5, 0.1))));
    assertEquals(List.of("The estimate is rough"), headlines(of(part("all", 9, -5, 2))));
  }

  @Test
  void blocksAreComparedByTheirMeans() {
    TraceChapter chapter =
        of(part("all", 110, 30, 0.4), part("a", 100, 10, 0.3), part("b", 10, 20, 0.4));
    assertTrue(headlines(chapter).contains("b has the largest mean curvature"));
    assertEquals(new Entry("Sum of the blocks", "30.00 ± 0.70"), chapter.facts().get(1));
  }
}
