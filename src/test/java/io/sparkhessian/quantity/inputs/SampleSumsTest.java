package io.sparkhessian.quantity.inputs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.report.diagnosis.Finding;
import io.sparkhessian.report.figure.Chapter;
import io.sparkhessian.report.heatmap.Grid;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two samples of three features, the last of which the model does not look at. */
class SampleSumsTest {
  private static final List<String> NAMES = List.of("a", "b", "blind");

  private static SampleSums two() {
    SampleSums first = new SampleSums(3);
    first.add(0, 0.5, new double[] {3, -4, 0}, new double[] {1, -2, 0, -2, 4, 0, 0, 0, 0});
    SampleSums second = new SampleSums(3);
    second.add(1, 1.5, new double[] {1, 0, 0}, new double[] {-9, 0, 0, 0, 2, 0, 0, 0, 0});
    first.merge(second);
    return first;
  }

  @Test
  void meansOverTheSamples() {
    SampleSums sums = two();
    assertEquals(2, sums.samples());
    assertEquals(2, sums.slope(0), 0);
    assertEquals(-4, sums.curvature(0), 0);
    assertEquals((3 + 9) / 3.0 / 2, sums.size(0), 0);
    Grid mean = sums.mean();
    assertEquals(-4, mean.mean()[0], 0);
    assertEquals(5, mean.absolute()[0], 0);
    assertEquals(-1, mean.mean()[1], 0);
    assertEquals(mean.mean()[1], mean.mean()[3], 0);
    assertEquals(5, sums.measures().get(SampleSums.Kind.SLOPE).largest().get(0).value(), 0);
    assertEquals(-7, sums.measures().get(SampleSums.Kind.TRACE).smallest().get(0).value(), 0);
    assertEquals(1, sums.measures().get(SampleSums.Kind.LARGEST).largest().get(0).row());
  }

  @Test
  void aFeatureWithoutEffectIsNamed() {
    List<Finding> findings = SampleFindings.of(two(), NAMES);
    assertEquals("Feature blind has no effect", findings.get(0).headline());
    assertEquals(List.of("blind"), findings.get(0).names());
    assertTrue(findings.get(1).headline().startsWith("The trace is negative in 1 of 2 samples"));
    assertEquals(List.of("row 1"), findings.get(1).names());
  }

  @Test
  void aSampleThatOutweighsAllOthersIsNamed() {
    SampleSums sums = new SampleSums(1);
    for (int row = 0; row < 100; row++) {
      sums.add(row, 0, new double[] {1}, new double[] {row == 42 ? 1000 : 1});
    }
    Finding found = SampleFindings.of(sums, List.of("x")).get(0);
    assertEquals("A few samples hold most of the curvature", found.headline());
    assertEquals("row 42", found.names().get(0));
  }

  @Test
  void manyFeaturesShareTheDotsOfThePicture() {
    int edge = 600;
    SampleSums sums = new SampleSums(edge);
    double[] hessian = new double[edge * edge];
    hessian[599 * edge + 599] = 8;
    sums.add(0, 0, new double[edge], hessian);
    Grid mean = sums.mean();
    assertEquals(200, mean.rows());
    assertEquals(8 / 9.0, mean.mean()[200 * 200 - 1], 1e-15);
  }

  @Test
  void tracesAloneHaveNoMatrix() {
    SampleSums sums = new SampleSums(3);
    sums.add(0, 1, 2);
    SampleChapters chapters = new SampleChapters(sums, NAMES);
    assertEquals(Optional.empty(), chapters.heatmap());
    assertEquals(List.of("by-sample"), chapters.all().stream().map(Chapter::id).toList());
  }
}
