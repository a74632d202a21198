package io.sparkhessian.curvature;

import io.sparkhessian.autodiff.Gradient;
import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.autodiff.Site;
import io.sparkhessian.curvature.sites.RowBlock;
import io.sparkhessian.curvature.sites.SiteRows;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.objective.ObjectiveGraph;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;

/**
 * The rows of the Hessian: by unit seeds between linear sites, by one-hot Hessian-vector products
 * for the rest. Only the upper triangle is computed.
 */
public final class FullHessian implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Problem problem;
  private final LinearSites sites;
  private final List<ParameterLeaf> leaves;
  private transient SiteRows special;
  private transient GeneralRows general;

  /** The fast path wherever it applies. */
  public FullHessian(Problem problem) {
    this(problem, LinearSites.of(problem.objective(), ObjectiveGraph.OBJECTIVE));
  }

  private FullHessian(Problem problem, LinearSites sites) {
    this.problem = problem;
    this.sites = sites;
    this.leaves = ParameterLeaf.of(problem.layout(), sites);
  }

  /** The general path for everything: the oracle of the fast one. */
  public static FullHessian byDirections(Problem problem) {
    return new FullHessian(problem, LinearSites.none(problem.objective()));
  }

  public Problem problem() {
    return problem;
  }

  public LinearSites sites() {
    return sites;
  }

  /**
   * The rows {@code from} to {@code to − 1} of the upper triangle, from column {@code from} on;
   * their square at the diagonal is filled on both sides.
   *
   * @return (to − from) × (N − from)
   * @throws io.sparkhessian.Failure when an entry is NaN or infinite
   */
  public DMatrixRMaj rows(int from, int to, List<Samples> chunks, DenseKernels dense) {
    return rows(from, to, problem.layout().size(), chunks, dense);
  }

  /**
   * The same in the columns before {@code end} alone; nothing behind them is computed.
   *
   * @param end N, or where a parameter matrix ends, not before {@code to}
   * @return (to − from) × (end − from)
   * @throws io.sparkhessian.Failure when an entry is NaN or infinite
   */
  public DMatrixRMaj rows(int from, int to, int end, List<Samples> chunks, DenseKernels dense) {
    int chunkSize = chunks.isEmpty() ? 1 : chunks.get(0).count();
    return rowSum(from, to, end, chunkSize).over(List.of(chunks), dense);
  }

  /**
   * The same as a sum over groups of samples.
   *
   * @param chunkSize samples of a chunk, at least one
   */
  public SampleSum<DMatrixRMaj> rowSum(int from, int to, int end, int chunkSize) {
    if (end < to || problem.layout().blocks().stream().noneMatch(block -> block.end() == end)) {
      throw new IllegalArgumentException(
          "rows %d to %d in the columns before %d, where no parameter ends"
              .formatted(from, to, end));
    }
    return new Rows(from, to, end, chunkSize, general().blocks(from, to, end, chunkSize));
  }

  /** Its parts hold the entries between sites, then the sums of the general path. */
  private final class Rows implements SampleSum<DMatrixRMaj> {
    private final int from;
    private final int to;
    private final int end;
    private final int chunkSize;
    private final GeneralRows.Blocks blocks;

    Rows(int from, int to, int end, int chunkSize, GeneralRows.Blocks blocks) {
      this.from = from;
      this.to = to;
      this.end = end;
      this.chunkSize = chunkSize;
      this.blocks = blocks;
    }

    @Override
    public PartialSums part(List<Samples> group, DenseKernels dense) {
      RowBlock rows = RowBlock.zeros(from, to, end);
      special()
          .add(
              rows,
              group,
              () -> problem.evaluator(sites.graph(), dense, SiteRows.KEPT_BYTES),
              dense);
      List<DMatrixRMaj> sums = new ArrayList<>(List.of(rows.matrix()));
      sums.addAll(blocks.sums().over(group, problem.evaluator(general().graph(), dense)));
      return new PartialSums(sums);
    }

    @Override
    public DMatrixRMaj finish(PartialSums total, DenseKernels dense) {
      RowBlock rows = new RowBlock(total.matrix(0), from, to);
      blocks.finish(rows, total, 1, problem.evaluator(general().graph(), dense));
      rows.mirror();
      return rows.matrix();
    }

    @Override
    public Optional<NonFinite> nonFinite(DMatrixRMaj rows) {
      int at = FiniteCheck.worst(rows.data, rows.getNumElements());
      return at < 0
          ? Optional.empty()
          : Optional.of(entry(rows.data[at], from + at / rows.numCols, from + at % rows.numCols));
    }

    private NonFinite entry(double value, int row, int column) {
      String along = problem.placedName(row);
      String what =
          "the Hessian is %s at (%s, %s)%s"
              .formatted(value, along, problem.placedName(column), FiniteCheck.ADVICE);
      TracedOperations operations = TracedOperations.along(problem, row, column);
      SampleSum<?> alone = rowSum(row, row + 1, end, chunkSize);
      return new NonFinite(what, Optional.of(new NonFiniteSearch(alone, operations, along)));
    }
  }

  /** What these rows cost in the columns before {@code end}, in flops, form by form. */
  public Map<String, Double> flops(int from, int to, int end, int samples) {
    Map<String, Double> flops = new TreeMap<>(special().flops(from, to, end));
    flops.replaceAll((form, each) -> each * samples);
    double directions = general().flops(from, to, end, samples);
    if (directions > 0) {
      flops.put("one-hot directions", directions);
    }
    return flops;
  }

  /** A tile edge is best a multiple of this: the weights of a unit of the largest site. */
  public int rowsOfUnit() {
    return sites.groups().stream()
        .flatMap(group -> group.sites().stream())
        .filter(Site::unitMajor)
        .max(Comparator.comparingInt(site -> site.units() * site.inputs()))
        .map(Site::inputs)
        .orElse(1);
  }

  /** Bytes that these rows need beside themselves, the samples and θ. */
  public long workingBytes(int from, int to, int end, int chunkSize) {
    return special().bytes(from, to, end, chunkSize) + general().bytes(from, to, end, chunkSize);
  }

  private synchronized SiteRows special() {
    if (special == null) {
      special = new SiteRows(sites, problem.layout());
    }
    return special;
  }

  private synchronized GeneralRows general() {
    if (general == null) {
      List<String> names = leaves.stream().map(ParameterLeaf::name).toList();
      general =
          new GeneralRows(Gradient.of(sites.graph(), ObjectiveGraph.OBJECTIVE, names), leaves);
    }
    return general;
  }
}
