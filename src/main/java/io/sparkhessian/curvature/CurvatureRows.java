package io.sparkhessian.curvature;

import io.sparkhessian.autodiff.Gradient;
import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.autodiff.SecondDerivatives;
import io.sparkhessian.autodiff.Site;
import io.sparkhessian.curvature.layout.ParameterLeaf;
import io.sparkhessian.curvature.layout.Window;
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
 * Rows of the upper triangle of the Hessian or another curvature matrix: unit seeds between linear
 * sites, and one-hot Hessian-vector products for the rest.
 */
public final class CurvatureRows implements Serializable {
  /** Key of the flops spent recomputing per-sample values for each window. */
  public static final String VALUES = "values of the samples";

  /** Default bytes of chunk values that a thread caches from one window to the next. */
  public static final long KEPT_BYTES = 32L << 20;

  private static final long serialVersionUID = 1L;

  private final Problem problem;
  private final SecondDerivatives derivatives;
  private final LinearSites sites;
  private final List<ParameterLeaf> leaves;
  private final long keptBytes;
  private transient SiteRows special;
  private transient GeneralRows general;

  /** The Hessian, with the fast path wherever it applies. */
  public CurvatureRows(Problem problem) {
    this(problem, CurvatureMatrix.HESSIAN);
  }

  /**
   * A curvature matrix, with the fast path wherever it applies.
   *
   * @throws io.sparkhessian.Failure if the objective has no such matrix
   */
  public CurvatureRows(Problem problem, CurvatureMatrix matrix) {
    this(problem, matrix.derivatives(problem));
  }

  private CurvatureRows(Problem problem, SecondDerivatives derivatives) {
    this(
        problem,
        derivatives,
        LinearSites.of(problem.objective(), ObjectiveGraph.OBJECTIVE, derivatives));
  }

  private CurvatureRows(Problem problem, SecondDerivatives derivatives, LinearSites sites) {
    this(problem, derivatives, sites, ParameterLeaf.of(problem.layout(), sites), KEPT_BYTES);
  }

  private CurvatureRows(
      Problem problem,
      SecondDerivatives derivatives,
      LinearSites sites,
      List<ParameterLeaf> leaves,
      long keptBytes) {
    this.problem = problem;
    this.derivatives = derivatives;
    this.sites = sites;
    this.leaves = leaves;
    this.keptBytes = keptBytes;
  }

  /** The Hessian by the general path only, an oracle for the fast path. */
  public static CurvatureRows byDirections(Problem problem) {
    return byDirections(problem, CurvatureMatrix.HESSIAN);
  }

  /** A curvature matrix by the general path only, an oracle for the fast path. */
  public static CurvatureRows byDirections(Problem problem, CurvatureMatrix matrix) {
    return new CurvatureRows(
        problem, matrix.derivatives(problem), LinearSites.none(problem.objective()));
  }

  /**
   * The same rows, with a cache of {@code bytes} per thread for chunk values from one window to the
   * next.
   */
  public CurvatureRows keeping(long bytes) {
    CurvatureRows other = new CurvatureRows(problem, derivatives, sites, leaves, bytes);
    other.special = special();
    other.general = general();
    return other;
  }

  public Problem problem() {
    return problem;
  }

  public LinearSites sites() {
    return sites;
  }

  /**
   * The rows {@code from} to {@code to − 1} of the upper triangle, from column {@code from} on.
   * Both triangles of the diagonal square are filled.
   *
   * @return (to − from) × (N − from)
   * @throws io.sparkhessian.Failure when an entry is NaN or infinite
   */
  public DMatrixRMaj rows(int from, int to, List<Samples> chunks, DenseKernels dense) {
    return entries(Window.ofRows(from, to, problem.layout().size()), chunks, dense);
  }

  /**
   * The entries of a window, including the lower triangle of its diagonal square, if any.
   *
   * @return rows × columns of the window
   * @throws io.sparkhessian.Failure when an entry is NaN or infinite
   */
  public DMatrixRMaj entries(Window window, List<Samples> chunks, DenseKernels dense) {
    int chunkSize = chunks.isEmpty() ? 1 : chunks.get(0).count();
    return sum(window, chunkSize).over(List.of(chunks), dense);
  }

  /**
   * The entries of a window as a sum over groups of samples.
   *
   * @param chunkSize samples per chunk, at least 1
   */
  public SampleSum<DMatrixRMaj> sum(Window window, int chunkSize) {
    if (window.end() > problem.layout().size()) {
      throw new IllegalArgumentException(
          "%s exceeds the %d parameters".formatted(window, problem.layout().size()));
    }
    return new Entries(window, chunkSize, general().blocks(window, chunkSize));
  }

  /** Entries whose parts hold the entries between sites, then the sums of the general path. */
  private final class Entries implements SampleSum<DMatrixRMaj> {
    private final Window window;
    private final int chunkSize;
    private final GeneralRows.Blocks blocks;

    Entries(Window window, int chunkSize, GeneralRows.Blocks blocks) {
      this.window = window;
      this.chunkSize = chunkSize;
      this.blocks = blocks;
    }

    @Override
    public PartialSums part(List<Samples> group, DenseKernels dense) {
      RowBlock rows = RowBlock.zeros(window);
      special()
          .add(
              rows, group, keptBytes, room -> problem.evaluator(sites.graph(), dense, room), dense);
      List<DMatrixRMaj> sums = new ArrayList<>(List.of(rows.matrix()));
      sums.addAll(blocks.sums().over(group, problem.evaluator(general().graph(), dense)));
      return new PartialSums(sums);
    }

    @Override
    public DMatrixRMaj finish(PartialSums total, DenseKernels dense) {
      RowBlock rows = new RowBlock(total.matrix(0), window);
      blocks.finish(rows, total, 1, problem.evaluator(general().graph(), dense));
      rows.mirror();
      return rows.matrix();
    }

    @Override
    public Optional<NonFinite> nonFinite(DMatrixRMaj rows) {
      return FiniteCheck.find(
          rows.data,
          rows.getNumElements(),
          at ->
              entry(
                  rows.data[at],
                  window.from() + at / rows.numCols,
                  window.start() + at % rows.numCols));
    }

    private NonFinite entry(double value, int row, int column) {
      String along = problem.placedName(row);
      String what =
          "%s is %s at (%s, %s)%s"
              .formatted(
                  derivatives.title(),
                  value,
                  along,
                  problem.placedName(column),
                  FiniteCheck.ADVICE);
      TracedOperations operations = TracedOperations.along(problem, derivatives, row, column);
      SampleSum<?> alone = sum(window.ofRow(row), chunkSize);
      return new NonFinite(what, Optional.of(new NonFiniteSearch(alone, operations, along)));
    }
  }

  /** Flops of a window by form. */
  public Map<String, Double> flops(Window window, int samples) {
    Map<String, Double> flops = new TreeMap<>(special().flops(window));
    flops.replaceAll((form, each) -> each * samples);
    double values = flops.isEmpty() ? 0 : special().valueFlops(samples, keptBytes);
    if (values > 0) {
      flops.put(VALUES, values);
    }
    double directions = general().flops(window, samples);
    if (directions > 0) {
      flops.put("one-hot directions", directions);
    }
    return flops;
  }

  /** Number of weights of a unit of the largest site; tile edges should be a multiple of it. */
  public int rowsOfUnit() {
    return sites.groups().stream()
        .flatMap(group -> group.sites().stream())
        .filter(Site::unitMajor)
        .max(Comparator.comparingInt(site -> site.units() * site.inputs()))
        .map(Site::inputs)
        .orElse(1);
  }

  /** Bytes that a window needs in addition to its entries, the samples and θ. */
  public long workingBytes(Window window, int chunkSize) {
    return keptBytes
        + valueBytes(chunkSize)
        + special().bytes(window, chunkSize)
        + general().bytes(window, chunkSize);
  }

  /** Bytes of the values of {@code samples} samples, if a thread caches them all. */
  public long valueBytes(int samples) {
    return special().valueBytes(samples);
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
          new GeneralRows(
              Gradient.of(sites.graph(), ObjectiveGraph.OBJECTIVE, names), derivatives, leaves);
    }
    return general;
  }
}
