package io.sparkhessian.curvature;

import io.sparkhessian.curvature.layout.ParameterLayout;
import io.sparkhessian.evaluate.Matrices;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Node;
import io.sparkhessian.objective.LabelRule;
import io.sparkhessian.objective.Objective;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A random smooth loss: branches that meet again, parameters used in several places, slices, pads,
 * gathers and safe divisions. The same seed gives the same objective, samples and parameters.
 *
 * @param hasModel whether its loss is a function of a model's output, which it says
 * @param use what the features go into
 */
record RandomObjective(long seed, boolean hasModel, Use use) implements Objective {
  static final int FEATURES = 3;
  private static final int WIDTH = 4;
  private static final int STEPS = 9;
  private static final int SAMPLES = 5;

  /** Uses of the features. */
  enum Use {
    /** One product. */
    PRODUCT,
    /** Two products, the second at the end. */
    SKIP,
    /** A product, and elementwise functions at the end. */
    ELEMENTWISE
  }

  RandomObjective(long seed) {
    this(seed, false);
  }

  RandomObjective(long seed, boolean hasModel) {
    this(seed, hasModel, Use.PRODUCT);
  }

  @Override
  public Node define(GraphBuilder g, int features) {
    Random random = new Random(seed);
    List<Node> weights = new ArrayList<>();
    Node first = g.parameter("first", WIDTH, features);
    weights.add(g.parameter("square", WIDTH, WIDTH));
    weights.add(g.parameter("other", WIDTH, WIDTH));
    weights.add(g.matMul(g.parameter("tall", WIDTH, 2), g.parameter("wide", 2, WIDTH)));
    Node bias = g.intercept("bias", WIDTH);
    Node scale = g.intercept("scale", WIDTH);
    Node number = g.parameter("number", 1, 1);
    List<Node> rows = new ArrayList<>();
    rows.add(g.tanh(g.add(g.matMulTransposed(g.features(features), first), bias)));
    for (int step = 0; step < STEPS; step++) {
      Node x = pick(random, rows);
      Node y = pick(random, rows);
      rows.add(
          bounded(g, random, step(g, random, x, y, pick(random, weights), bias, scale, number)));
    }
    Node last = g.add(rows.get(rows.size() - 1), g.add(pick(random, rows), pick(random, rows)));
    Node all = use(g, last, g.features(features));
    return hasModel
        ? loss(g, g.output(g.add(g.pad(all, 0, 1), g.pad(number, WIDTH, 0))))
        : loss(g, random, all, number);
  }

  private Node use(GraphBuilder g, Node last, Node x) {
    return switch (use) {
      case PRODUCT -> last;
      case SKIP -> g.add(last, g.matMulTransposed(x, g.parameter("skip", WIDTH, FEATURES)));
      case ELEMENTWISE ->
          g.multiply(last, g.pad(g.sin(g.multiply(g.intercept("slopes", FEATURES), x)), 1, 0));
    };
  }

  /** The loss as a function of the model's output alone: of all, then the number. */
  Node loss(GraphBuilder g, Node z) {
    return loss(g, new Random(seed + 1), g.columns(z, 0, WIDTH), g.columns(z, WIDTH, WIDTH + 1));
  }

  private static Node loss(GraphBuilder g, Random random, Node all, Node number) {
    return g.add(g.negate(g.gather(g.logSoftmax(all), g.labels(1))), end(g, random, all, number));
  }

  private static Node step(
      GraphBuilder g,
      Random random,
      Node x,
      Node y,
      Node weight,
      Node bias,
      Node scale,
      Node number) {
    int cut = 1 + random.nextInt(WIDTH - 1);
    return switch (random.nextInt(12)) {
      case 0 -> g.add(x, y);
      case 1 -> g.multiply(x, y);
      case 2 -> g.matMul(x, weight);
      case 3 -> g.matMulTransposed(x, weight);
      case 4 -> g.divide(x, onePlusSquare(g, y));
      case 5 -> g.concatenate(g.columns(x, 0, cut), g.columns(y, cut, WIDTH));
      case 6 -> g.pad(g.columns(x, 0, cut), WIDTH - cut, 0);
      case 7 -> g.subtract(g.multiply(number, x), g.multiply(bias, g.rowSum(y)));
      case 8 -> g.multiply(x, g.gather(y, g.labels(1)));
      case 9 -> g.add(g.multiply(x, scale), y);
      case 10 -> g.subtract(g.subtract(x, bias), g.multiply(scale, y));
      default -> g.subtract(x, g.logSumExp(y));
    };
  }

  private static Node bounded(GraphBuilder g, Random random, Node x) {
    return switch (random.nextInt(8)) {
      case 0 -> g.tanh(x);
      case 1 -> g.sin(x);
      case 2 -> g.cos(x);
      case 3 -> g.sigmoid(x);
      case 4 -> g.erf(x);
      case 5 -> g.log(onePlusSquare(g, x));
      case 6 -> g.exp(g.negate(g.softplus(x)));
      default -> g.log1p(g.sqrt(onePlusSquare(g, x)));
    };
  }

  private static Node end(GraphBuilder g, Random random, Node x, Node number) {
    return switch (random.nextInt(3)) {
      case 0 -> g.multiply(number, g.squaredNorm(x));
      case 1 -> g.power(g.sum(onePlusSquare(g, x)), 1.5);
      default -> g.sin(g.multiply(number, g.sum(x)));
    };
  }

  private static Node onePlusSquare(GraphBuilder g, Node x) {
    return g.add(g.constant(1), g.multiply(x, x));
  }

  private static Node pick(Random random, List<Node> from) {
    return from.get(random.nextInt(from.size()));
  }

  @Override
  public LabelRule labels() {
    return LabelRule.classes(WIDTH);
  }

  Samples samples() {
    Random random = new Random(~seed);
    return Matrices.samples(random, Matrices.normal(random, SAMPLES, FEATURES), WIDTH);
  }

  Problem problem() {
    Reduction reduction = seed % 2 == 0 ? Reduction.MEAN : Reduction.SUM;
    var graph = ObjectiveGraph.of(this, FEATURES, reduction, seed % 3 == 0 ? 0.2 : 0);
    Random random = new Random(seed + 1);
    double[] parameters = new double[ParameterLayout.of(graph).size()];
    Arrays.setAll(parameters, any -> 0.6 * random.nextGaussian());
    return new Problem(graph, parameters, samples().totalWeight());
  }
}
