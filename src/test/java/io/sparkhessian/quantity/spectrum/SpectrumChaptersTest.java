package io.sparkhessian.quantity.spectrum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.report.diagnosis.Finding;
import io.sparkhessian.report.figure.Chapter;
import io.sparkhessian.report.figure.Figure;
import io.sparkhessian.report.figure.Layer;
import io.sparkhessian.report.figure.VectorShares;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpectrumChaptersTest {
  private static final double[] NONE = {};
  private static final int[] NOBODY = {};
  private static final VectorShares WITHOUT = new VectorShares(List.of());

  private static SpectrumPart exact(String name, double... values) {
    return new SpectrumPart(
        name,
        new StoredSpectrum(
            values.length, "all", 0, 9, values, NOBODY, NONE, NONE, NONE, NONE, NONE));
  }

  private static SpectrumPart density(String name, int size, double[] points, double[] weights) {
    return new SpectrumPart(
        name, new StoredSpectrum(size, "", 9, 4, NONE, NOBODY, NONE, points, weights, NONE, NONE));
  }

  private static List<String> figures(List<Chapter> chapters) {
    return chapters.stream().flatMap(c -> c.figures().stream()).map(Figure::id).toList();
  }

  @Test
  void blocksStandBesideTheWhole() {
    List<Chapter> chapters =
        new SpectrumChapters(List.of(exact("all", -1, 2, 3), exact("b", 2, 3)), WITHOUT).all();
    assertEquals(List.of("eigenvalues", "density", "blocks"), figures(chapters));
    String csv = chapters.get(1).figures().get(0).csv();
    assertEquals(5, csv.lines().skip(1).mapToDouble(SpectrumChaptersTest::last).sum(), 0);
    assertTrue(csv.contains("\nall,-"), csv);
    assertFalse(csv.contains("\nb,-"), csv);
  }

  private static double last(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(',') + 1));
  }

  @Test
  void aDensityStandsForAllEigenvalues() {
    SpectrumPart part =
        density("all", 100, new double[] {-1, 0.5, 4}, new double[] {0.1, 0.6, 0.3});
    assertEquals(10, part.negative(), 1e-12);
    assertEquals(100 * (-0.1 + 0.3 + 1.2), part.trace(), 1e-12);
    assertTrue(part.isComplete());
    assertEquals(List.of("density"), figures(new SpectrumChapters(List.of(part), WITHOUT).all()));
  }

  /** All that is said of all eigenvalues is an estimate, and the found ones are one end alone. */
  @Test
  void extremeEigenvaluesBesideADensity() {
    double[] points = {-1e-12, 0.5, 4};
    double[] weights = {0.1, 0.6, 0.3};
    double[] found = {3.5, 4.1};
    SpectrumPart part =
        new SpectrumPart(
            "all",
            new StoredSpectrum(
                100, "extreme", 9, 4.1, found, NOBODY, NONE, points, weights, NONE, NONE),
            false,
            true);
    assertTrue(part.isEstimate() && part.isComplete() && !part.isWhole());
    assertEquals(100 * (-1e-13 + 0.3 + 1.2), part.trace(), 1e-9);
    assertEquals(0, part.negative());
    assertEquals(-1e-12, part.smallest());
    assertEquals(4.1, part.largest());
    assertEquals(90, part.fewestFor(0.9), 1e-9);
  }

  @Test
  void theFoundOnesOfOneEndAreNotTheOther() {
    SpectrumPart part =
        new SpectrumPart(
            "all",
            new StoredSpectrum(
                100, "x", 9, 8, new double[] {-1e-16, 2}, NOBODY, NONE, NONE, NONE, NONE, NONE),
            true,
            false);
    assertFalse(part.isComplete());
    assertEquals(0, part.negative(), "rounding beside 8");
  }

  @Test
  void eigenvectorsHaveTheirPlaceAndTheirResiduals() {
    List<Layer> layers = Layer.inOrder(List.of(new Layer("a", 1, 1, 0), new Layer("b", 1, 2, 0)));
    VectorShares shares = new VectorShares(layers);
    shares.add("number 3", new double[] {0, 1, 0});
    StoredSpectrum stored =
        new StoredSpectrum(
            3,
            "all",
            1,
            90,
            new double[] {1, 2, 90},
            new int[] {2},
            new double[] {1e-15},
            NONE,
            NONE,
            NONE,
            NONE);
    SpectrumPart whole = new SpectrumPart("all", stored);
    List<Chapter> chapters = new SpectrumChapters(List.of(whole), shares).all();
    assertEquals(List.of("eigenvalues", "density", "shares", "residuals"), figures(chapters));
    assertEquals("b", chapters.get(1).tables().get(0).rows().get(0).get(3).text());
    Finding steepest = SpectrumFindings.of(whole, shares, true).get(0);
    assertEquals("The direction of largest curvature lies in b", steepest.headline());
  }

  @Test
  void fewDirectionsMayHoldMostOfIt() {
    double[] values = IntStream.range(0, 100).mapToDouble(i -> i < 97 ? 1e-3 : 10).toArray();
    Finding few = SpectrumFindings.of(exact("all", values), WITHOUT, false).get(0);
    assertTrue(few.evidence().startsWith("3 of 100 eigenvalues add up to 90 %"), few.evidence());
    assertEquals(List.of(), SpectrumFindings.of(exact("all", 1, 1, 1), WITHOUT, false));
  }
}
