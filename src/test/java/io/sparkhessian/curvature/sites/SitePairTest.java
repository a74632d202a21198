package io.sparkhessian.curvature.sites;

import static io.sparkhessian.Tolerance.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparkhessian.Tolerance;
import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.autodiff.Site;
import io.sparkhessian.autodiff.SiteGroup;
import io.sparkhessian.curvature.CurvatureRows;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.curvature.RandomWindows;
import io.sparkhessian.curvature.layout.ParameterLayout;
import io.sparkhessian.curvature.layout.Window;
import io.sparkhessian.evaluate.Matrices;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.LinearModel;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.MultilayerPerceptron;
import io.sparkhessian.objective.Objective;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** Compares each form, chosen by the cost model, with one-hot products. */
class SitePairTest {
  private static final DenseKernels DENSE = Kernels.of(KernelChoice.JAVA);

  private static PlacedSite placed(int units, int inputs, int offset) {
    Site site = new Site(0, "w", units, inputs, false, inputs, false, inputs, 1);
    ParameterLayout.Block block = new ParameterLayout.Block("w", offset, units, inputs);
    return new PlacedSite(site, new SiteGroup(0, units, List.of(site)), block, true);
  }

  private static SitePair.Form within(int units, int inputs, int rows) {
    PlacedSite site = placed(units, inputs, 0);
    return new SitePair(site, site, false, true).form(Window.ofRows(0, rows, units * inputs));
  }

  @Test
  void manyUnitsAndFewInputsUsePairs() {
    assertEquals(SitePair.Form.BY_PAIRS, within(32, 64, 256));
  }

  @Test
  void manyInputsOrASingleUnitUseScaling() {
    assertEquals(SitePair.Form.BY_SCALING, within(32, 784, 784));
    assertEquals(SitePair.Form.BY_SCALING, within(1, 500, 256));
  }

  @Test
  void crossPairsSuitFewInputsAndManyUnits() {
    assertEquals(SitePair.Form.CROSS_PAIRS, cross(64, 64, true));
    assertEquals(SitePair.Form.KHATRI_RAO, cross(64, 64, false));
    assertEquals(SitePair.Form.KHATRI_RAO, cross(784, 2, true));
  }

  private static SitePair.Form cross(int inputs, int rowUnits, boolean movesOwnColumn) {
    PlacedSite row = placed(rowUnits, inputs, 0);
    Site next = new Site(1, "v", 32, 64, false, 64, false, 64, 1);
    ParameterLayout.Block block = new ParameterLayout.Block("v", rowUnits * inputs, 32, 64);
    PlacedSite column = new PlacedSite(next, new SiteGroup(1, 32, List.of(next)), block, true);
    int rows = Math.min(8, rowUnits) * inputs;
    return new SitePair(row, column, false, movesOwnColumn)
        .form(Window.ofRows(0, rows, column.block().end()));
  }

  @Test
  void allRowsAndWindowsEqualThoseOfOneHotDirections() {
    check(Loss.CROSS_ENTROPY, 4, 40, 9, 7, 4);
    check(Loss.CROSS_ENTROPY, 3, 19, 4, 12, 9, 3);
    check(Loss.CROSS_ENTROPY, 3, 23, 130, 3);
  }

  @Test
  void generalisedLinearModelsWithManyInputs() {
    check(new LinearModel(Loss.LOGISTIC, 1, true), 2, 21, 300, 301);
    check(new LinearModel(Loss.CROSS_ENTROPY, 4, true), 4, 21, 90, 4 * 91);
  }

  private static void check(Loss loss, int classes, int samples, int... widths) {
    List<Integer> layers = java.util.Arrays.stream(widths).boxed().toList();
    int parameters = 0;
    for (int l = 1; l < widths.length; l++) {
      parameters += widths[l] * (widths[l - 1] + 1);
    }
    Objective network = new MultilayerPerceptron(layers, Activation.SILU, loss, true);
    check(network, classes, samples, widths[0], parameters);
  }

  private static void check(
      Objective objective, int classes, int samples, int features, int parameters) {
    Random random = new Random(31L * features + samples);
    Samples data = Matrices.samples(random, Matrices.normal(random, samples, features), classes);
    Problem problem =
        new Problem(
            ObjectiveGraph.of(objective, features, Reduction.MEAN, 0.3),
            Matrices.uniform(random, -0.3, 0.3, 1, parameters).data,
            data.totalWeight());
    List<Samples> chunks = data.chunks(8);
    DMatrixRMaj expected = CurvatureRows.byDirections(problem).rows(0, parameters, chunks, DENSE);
    CurvatureRows full = new CurvatureRows(problem);
    for (int edge : new int[] {parameters, 256, 97, 41}) {
      for (int from = 0; from < parameters; from += edge) {
        int to = Math.min(parameters, from + edge);
        assertClose(
            CommonOps_DDRM.extract(expected, from, to, from, parameters),
            full.rows(from, to, chunks, DENSE),
            Tolerance.ROUNDING,
            objective + " rows " + from + " to " + to);
      }
    }
    for (int cut = 0; cut < 12; cut++) {
      RandomWindows.check(full, expected, chunks, random, objective.toString());
    }
  }

  @Test
  void findsTheSitesOfAnObjective() {
    LinearSites sites =
        LinearSites.of(
            ObjectiveGraph.of(new LinearModel(Loss.LOGISTIC, 1, true), 5, Reduction.SUM, 0),
            ObjectiveGraph.OBJECTIVE);
    assertEquals(1, sites.groups().size());
    assertEquals(2, sites.groups().get(0).sites().size());
  }
}
