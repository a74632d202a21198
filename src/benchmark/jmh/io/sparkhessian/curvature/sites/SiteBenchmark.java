package io.sparkhessian.curvature.sites;

import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.autodiff.SiteGroup;
import io.sparkhessian.curvature.layout.ParameterLayout;
import io.sparkhessian.curvature.layout.Window;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.linalg.Rate;
import io.sparkhessian.linalg.ShortRuns;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.MultilayerPerceptron;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * The cost of one chunk: tangents of a few units of the first layer, and the operands and products
 * built from them.
 */
public class SiteBenchmark extends ShortRuns {
  private static final int SAMPLES = 256;

  @Param({"64-32-32-10", "784-32-32-10"})
  private String widths;

  private Workspace workspace;
  private UnitTangents tangents;
  private KhatriRao operand;
  private WithinByScaling within;
  private int seeded;
  private double unitPairs;
  private int elements;
  private int inputs;

  @Setup
  public void seed() {
    List<Integer> layers = Arrays.stream(widths.split("-")).map(Integer::valueOf).toList();
    inputs = layers.get(0);
    seeded = Math.max(1, 512 / inputs);
    unitPairs = seeded * layers.get(1) - seeded * (seeded - 1) / 2.0;
    MultilayerPerceptron network =
        new MultilayerPerceptron(layers, Activation.TANH, Loss.CROSS_ENTROPY, true);
    Graph objective = ObjectiveGraph.of(network, inputs, Reduction.MEAN, 0);
    LinearSites sites = LinearSites.of(objective, ObjectiveGraph.OBJECTIVE);
    ParameterLayout layout = ParameterLayout.of(objective);
    Random random = new Random(1);
    DMatrixRMaj theta =
        DMatrixRMaj.wrap(1, layout.size(), random.doubles(layout.size(), -0.2, 0.2).toArray());
    DenseKernels dense = Kernels.of(KernelChoice.NATIVE);
    workspace =
        new Workspace(
            sites, new Evaluator(sites.graph(), dense, layout.split(theta), SAMPLES), dense, 0);
    Samples samples = samples(inputs, random);
    workspace.evaluator().load(samples);
    workspace.factors().load(workspace.evaluator(), samples);
    SiteGroup first = sites.groups().get(0);
    PlacedSite row = PlacedSite.all(sites, layout).get(first).get(0);
    PlacedSite column = PlacedSite.all(sites, layout).get(sites.groups().get(1)).get(0);
    List<SitePair> pairs =
        List.of(new SitePair(row, row, false, true), new SitePair(row, column, false, true));
    tangents = workspace.tangents(sites, first, UnitTangents.outputs(sites, first, pairs));
    operand = new KhatriRao(column);
    elements = Math.min(KhatriRao.PIECE, column.block().size());
    within = new WithinByScaling(row, RowBlock.zeros(Window.ofRows(0, seeded * inputs, layout.size())));
    tangents();
  }

  private static Samples samples(int inputs, Random random) {
    DMatrixRMaj x =
        new DMatrixRMaj(SAMPLES, inputs, true, random.doubles((long) SAMPLES * inputs).toArray());
    DMatrixRMaj y = new DMatrixRMaj(SAMPLES, 1);
    DMatrixRMaj w = new DMatrixRMaj(SAMPLES, 1);
    w.fill(1);
    return new Samples(x, y, w);
  }

  /** The pass of the seeds, and its transposes. */
  @Benchmark
  public UnitTangents tangents() {
    tangents.seed(workspace.evaluator(), 0, seeded);
    return tangents;
  }

  /** One piece of the Khatri-Rao matrix; the rate is of its numbers. */
  @Benchmark
  public boolean khatriRao(Rate rate) {
    rate.add((double) elements * SAMPLES);
    return operand.build(workspace, tangents, 0, 0, elements);
  }

  /** All pairs of these seeds within the site, scaled and multiplied; the rate is of flops. */
  @Benchmark
  public WithinByScaling within(Rate rate) {
    within.add(workspace, tangents);
    rate.add(unitPairs * SAMPLES * inputs * (inputs + 1));
    return within;
  }
}
