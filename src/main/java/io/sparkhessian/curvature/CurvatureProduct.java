package io.sparkhessian.curvature;

import io.sparkhessian.autodiff.Gradient;
import io.sparkhessian.autodiff.SecondDerivatives;
import io.sparkhessian.autodiff.Tangent;
import io.sparkhessian.curvature.layout.DirectionBlocks;
import io.sparkhessian.curvature.layout.ParameterLayout;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.FlopCount;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.linalg.DenseKernels;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Products of a curvature matrix with vectors by tangent passes over the gradient (Pearlmutter
 * 1994).
 */
public final class CurvatureProduct implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String ALL = "all";

  /** Copies of a task's vectors in memory: the vectors, their tensors, sums and products. */
  private static final int COPIES = 4;

  private final Problem problem;
  private final SecondDerivatives derivatives;
  private final Graph graph;

  /** Products with the Hessian. */
  public CurvatureProduct(Problem problem) {
    this(problem, CurvatureMatrix.HESSIAN);
  }

  /**
   * Products with a curvature matrix.
   *
   * @throws io.sparkhessian.Failure if the objective has no such matrix
   */
  public CurvatureProduct(Problem problem, CurvatureMatrix matrix) {
    this.problem = problem;
    this.derivatives = matrix.derivatives(problem);
    List<String> blocks = problem.layout().blockNames();
    this.graph = derivatives.along(problem.graph(), ALL, blocks, blocks);
  }

  public Problem problem() {
    return problem;
  }

  /** Flops of one product. */
  public double flops(int samples) {
    return FlopCount.perDirection(program(), samples);
  }

  /** Flops of some products by form. */
  public Map<String, Double> flops(int vectors, int samples) {
    double sparse = FlopCount.perDirectionAndSparseSample(program()) * samples;
    Map<String, Double> flops = new TreeMap<>();
    flops.put("Hessian-vector products", vectors * (flops(samples) - sparse));
    flops.put("products with sparse features", vectors * sparse);
    flops.values().removeIf(each -> each == 0);
    return flops;
  }

  /** Bytes that some products at once need in addition to the samples and θ. */
  public long workingBytes(int vectors, int chunkSize) {
    int size = problem.layout().size();
    return COPIES * (long) vectors * size * Double.BYTES
        + DirectionBlocks.bytes(program(), size, vectors, chunkSize);
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
   * @throws io.sparkhessian.Failure if an entry is NaN or infinite
   */
  public DMatrixRMaj times(DMatrixRMaj vectors, List<Samples> chunks, DenseKernels dense) {
    int chunkSize = chunks.isEmpty() ? 1 : chunks.get(0).count();
    return sum(vectors, chunkSize, vector -> "the Hessian-vector product")
        .over(List.of(chunks), dense);
  }

  /** The products with consecutive vectors, numbered from {@code first} in failures. */
  public SampleSum<DMatrixRMaj> sum(DMatrixRMaj vectors, int first, int chunkSize) {
    return sum(
        vectors, chunkSize, vector -> "the product with vector %d".formatted(first + vector));
  }

  private SampleSum<DMatrixRMaj> sum(DMatrixRMaj vectors, int chunkSize, IntFunction<String> what) {
    DirectedSums sums = new DirectedSums();
    Program program = program();
    int size = DirectionBlocks.size(program, problem.layout().size(), chunkSize);
    for (int from = 0; from < vectors.numRows; from += size) {
      int count = Math.min(size, vectors.numRows - from);
      Map<String, DMatrixRMaj> tangents = problem.layout().split(vectors, from, count);
      sums.add(program, new Directions.Dense(count, tangents));
    }
    return new Products(sums, vectors, size, chunkSize, what);
  }

  /**
   * Blocks of vectors whose tangents fit a cache; all blocks process a chunk before the next chunk.
   */
  private final class Products implements SampleSum<DMatrixRMaj> {
    private final DirectedSums sums;
    private final DMatrixRMaj vectors;
    private final int blockSize;
    private final int chunkSize;
    private final IntFunction<String> what;

    Products(
        DirectedSums sums,
        DMatrixRMaj vectors,
        int blockSize,
        int chunkSize,
        IntFunction<String> what) {
      this.sums = sums;
      this.vectors = vectors;
      this.blockSize = blockSize;
      this.chunkSize = chunkSize;
      this.what = what;
    }

    @Override
    public PartialSums part(List<Samples> group, DenseKernels dense) {
      return new PartialSums(sums.over(group, problem.evaluator(graph, dense)));
    }

    @Override
    public DMatrixRMaj finish(PartialSums total, DenseKernels dense) {
      DMatrixRMaj products = new DMatrixRMaj(vectors.numRows, problem.layout().size());
      sums.finish(
          total,
          0,
          problem.evaluator(graph, dense),
          (block, values) -> {
            int first = block * blockSize;
            place(values, products, first, Math.min(blockSize, vectors.numRows - first));
          });
      return products;
    }

    @Override
    public Optional<NonFinite> nonFinite(DMatrixRMaj products) {
      int size = products.numCols;
      return FiniteCheck.find(
          products.data,
          products.getNumElements(),
          index -> entry(products.data[index], index / size, index % size));
    }

    private NonFinite entry(double value, int vector, int at) {
      DMatrixRMaj alone = CommonOps_DDRM.extractRow(vectors, vector, null);
      Directions direction = new Directions.Dense(1, problem.layout().split(alone));
      NonFiniteSearch search =
          new NonFiniteSearch(
              sum(alone, chunkSize, any -> what.apply(vector)),
              TracedOperations.along(problem, derivatives, direction, at),
              "the vector");
      return new NonFinite(
          FiniteCheck.entry(what.apply(vector), value, problem, at)
              + ", or for huge numbers in the vector",
          Optional.of(search));
    }
  }

  private void place(
      Map<String, DMatrixRMaj> tangents, DMatrixRMaj products, int first, int count) {
    for (ParameterLayout.Block block : problem.layout().blocks()) {
      DMatrixRMaj part = tangents.get(Tangent.name(ALL, Gradient.name(block.name())));
      for (int v = 0; part != null && v < count; v++) {
        int to = (first + v) * products.numCols + block.offset();
        System.arraycopy(part.data, v * block.size(), products.data, to, block.size());
      }
    }
  }
}
