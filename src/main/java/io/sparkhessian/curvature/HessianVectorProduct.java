package io.sparkhessian.curvature;

import io.sparkhessian.autodiff.Gradient;
import io.sparkhessian.autodiff.Tangent;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.FlopCount;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.evaluate.Sums;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.linalg.DenseKernels;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/** H·v by a tangent pass over the gradient, for any vectors (Pearlmutter 1994). */
public final class HessianVectorProduct implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String ALL = "all";

  private final Problem problem;
  private final Graph graph;

  public HessianVectorProduct(Problem problem) {
    this.problem = problem;
    List<String> blocks = problem.layout().blockNames();
    this.graph =
        Tangent.of(problem.graph(), ALL, blocks, blocks.stream().map(Gradient::name).toList());
  }

  /** Operations of one product. */
  public double flops(int samples) {
    return FlopCount.perDirection(program(), samples);
  }

  private Program program() {
    return Program.of(
        graph,
        graph.outputs().keySet().stream().filter(name -> name.startsWith("tangent(")).toList());
  }

  /**
   * The products of H with k vectors.
   *
   * @param vectors k × N
   * @return k × N
   * @throws io.sparkhessian.Failure when an entry is NaN or infinite
   */
  public DMatrixRMaj times(DMatrixRMaj vectors, Iterable<Samples> chunks, DenseKernels dense) {
    ParameterLayout layout = problem.layout();
    Directions directions = new Directions.Dense(vectors.numRows, layout.split(vectors));
    Evaluator evaluator = problem.evaluator(graph, dense);
    Sums sums = new Sums(program(), directions);
    evaluator.addAll(chunks, List.of(sums));
    Map<String, DMatrixRMaj> tangents = evaluator.finish(sums);

    DMatrixRMaj products = new DMatrixRMaj(vectors.numRows, layout.size());
    for (ParameterLayout.Block block : layout.blocks()) {
      DMatrixRMaj part = tangents.get(Tangent.name(ALL, Gradient.name(block.name())));
      for (int v = 0; part != null && v < vectors.numRows; v++) {
        System.arraycopy(
            part.data,
            v * block.size(),
            products.data,
            v * layout.size() + block.offset(),
            block.size());
      }
    }
    for (int v = 0; v < vectors.numRows; v++) {
      double[] product =
          Arrays.copyOfRange(products.data, v * layout.size(), (v + 1) * layout.size());
      FiniteCheck.require("the Hessian-vector product", product, problem, 0);
    }
    return products;
  }
}
