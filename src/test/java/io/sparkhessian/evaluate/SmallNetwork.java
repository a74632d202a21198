package io.sparkhessian.evaluate;

import io.sparkhessian.autodiff.Gradient;
import io.sparkhessian.autodiff.Tangent;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.MultilayerPerceptron;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * A 5-7-3 network on 23 samples, with Hessian-vector products for all parameters or one of them.
 */
final class SmallNetwork {
  static final int INPUTS = 5;
  static final int HIDDEN = 7;
  static final int OUTPUTS = 3;
  static final int SAMPLES = 23;

  final Random random = new Random(5);
  final List<String> leaves = new ArrayList<>();
  final Map<String, DMatrixRMaj> parameters = new LinkedHashMap<>();
  final Samples samples =
      Matrices.samples(random, Matrices.normal(random, SAMPLES, INPUTS), OUTPUTS);
  final Graph graph;

  SmallNetwork() {
    Graph objective =
        ObjectiveGraph.of(
            new MultilayerPerceptron(
                List.of(INPUTS, HIDDEN, OUTPUTS), Activation.TANH, Loss.CROSS_ENTROPY, true),
            INPUTS,
            Reduction.MEAN,
            0.1);
    for (Leaf.Parameter each : objective.parameters()) {
      leaves.add(each.name());
      parameters.put(each.name(), Matrices.normal(random, each.rows(), each.columns()));
    }
    Graph gradient = Gradient.of(objective, ObjectiveGraph.OBJECTIVE, leaves);
    graph = Tangent.of(gradient, "all", leaves, gradients(leaves));
  }

  static List<String> gradients(List<String> leaves) {
    return leaves.stream().map(Gradient::name).toList();
  }

  /** H v for all parameters. */
  Program products() {
    return Program.of(
        graph, gradients(leaves).stream().map(name -> Tangent.name("all", name)).toList());
  }

  /** The program for directions in one leaf and the gradient of another leaf. */
  Program products(String leaf, String of) {
    List<String> outputs = gradients(List.of(of));
    Graph derived = Tangent.of(graph, leaf, List.of(leaf), outputs);
    return Program.of(derived, List.of(Tangent.name(leaf, outputs.get(0))));
  }

  Directions.Dense directions(int count) {
    Map<String, DMatrixRMaj> tangents = new LinkedHashMap<>();
    parameters.forEach(
        (name, p) -> tangents.put(name, Matrices.normal(random, count * p.numRows, p.numCols)));
    return new Directions.Dense(count, tangents);
  }

  /** Direction d only. */
  Directions.Dense one(Directions.Dense directions, int d) {
    Map<String, DMatrixRMaj> tangents = new LinkedHashMap<>();
    directions
        .tangents()
        .forEach(
            (name, all) -> {
              DMatrixRMaj part = parameters.get(name).createLike();
              System.arraycopy(
                  all.data, d * part.getNumElements(), part.data, 0, part.getNumElements());
              tangents.put(name, part);
            });
    return new Directions.Dense(1, tangents);
  }

  Evaluator evaluator(DenseKernels dense) {
    return new Evaluator(graph, dense, parameters, samples.totalWeight());
  }
}
