package io.sparkhessian.quantity.spectrum;

import io.sparkhessian.curvature.CurvatureProduct;
import io.sparkhessian.curvature.SampleSum;
import io.sparkhessian.curvature.spectral.WeightedSpectrum;
import io.sparkhessian.distributed.plan.BlockTask;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.io.npy.NpyWriter;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.quantity.Line;
import io.sparkhessian.quantity.PieceLines;
import io.sparkhessian.quantity.check.Check;
import io.sparkhessian.quantity.matrix.ExactMatrix;
import io.sparkhessian.quantity.products.OperatorComputation;
import io.sparkhessian.quantity.products.OperatorNotes;
import io.sparkhessian.quantity.products.OperatorPart;
import io.sparkhessian.quantity.products.OperatorRun;
import io.sparkhessian.quantity.products.ProductsComputation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;

/**
 * Computation of eigenvalues or spectral densities of a matrix and its diagonal blocks.
 *
 * @param parts the whole matrix, then the blocks
 * @param matrix computation of the matrices of parts with exact eigenvalues
 * @param products plan of the largest batch of products
 */
public record SpectrumComputation(
    SpectrumSpec spec,
    List<OperatorPart> parts,
    CurvatureProduct product,
    Planner planner,
    Optional<ExactMatrix> matrix,
    Optional<Plan> products)
    implements OperatorComputation<SpectrumStatistics> {

  @Override
  public Plan plan() {
    return plans().get(0);
  }

  @Override
  public List<Plan> plans() {
    List<Plan> plans = new ArrayList<>();
    matrix.ifPresent(exact -> plans.add(exact.plan()));
    products.ifPresent(plans::add);
    return plans;
  }

  @Override
  public SampleSum<?> sum(BlockTask task) {
    return matrix.isPresent()
        ? matrix.get().tiles().sum(task)
        : ProductsComputation.sum(product, products.orElseThrow(), task);
  }

  @Override
  public List<Line> pieces() {
    return matrix.isPresent() ? PieceLines.rows(plan()) : PieceLines.vectors(plan());
  }

  @Override
  public boolean isIterative() {
    return matrix.isEmpty();
  }

  @Override
  public boolean replacesProducts() {
    return matrix.isPresent();
  }

  @Override
  public String phase() {
    return "spectrum";
  }

  @Override
  public long rows() {
    boolean lanczos =
        spec.eigenvalues().isPresent()
            && parts.stream().anyMatch(part -> !spec.eigenvalues().get().isExact(size(part)));
    long products = 0;
    for (OperatorPart part : parts) {
      long vectors =
          spec.eigenvalues().map(e -> new ExactEigenvalues(e).count(size(part))).orElse(0);
      products +=
          vectors
              + spec.density()
                  .map(d -> (long) d.probes() * Math.min(size(part), d.steps()))
                  .orElse(0L);
    }
    return lanczos ? 0 : products + matrix.map(exact -> exact.plan().rowsOfTasks()).orElse(0L);
  }

  private static int size(OperatorPart part) {
    return part.block().size();
  }

  @Override
  public long resultBytes() {
    long numbers = 0;
    for (OperatorPart part : parts) {
      if (spec.eigenvalues().isPresent()) {
        EigenvalueSpec wanted = spec.eigenvalues().get();
        boolean exact = wanted.isExact(size(part));
        long pairs =
            exact
                ? new ExactEigenvalues(wanted).count(size(part))
                : new LanczosEigenvalues(wanted, spec.seed()).count(size(part));
        numbers += (exact ? size(part) : pairs) + pairs * (wanted.eigenvectors() ? size(part) : 1L);
      }
    }
    return numbers * Double.BYTES;
  }

  @Override
  public List<Line> notes(ToDoubleFunction<Plan> seconds) {
    return SpectrumNotes.of(this, new OperatorNotes(seconds));
  }

  @Override
  public String resumed(int count) {
    return "%d block rows and products were finished".formatted(count);
  }

  @Override
  public Written<SpectrumStatistics> write(
      DistributedProblem problem, OutputDirectory out, Progress.Counter done) throws IOException {
    OperatorRun run = operators(problem, out, done);
    int resumed = 0;
    if (matrix.isPresent()) {
      resumed = matrix.get().compute(problem, out, done);
    }
    List<SpectrumStatistics.Part> found = new ArrayList<>();
    for (OperatorPart part : parts) {
      PartSpectrum spectrum = compute(run, part, out);
      spectrum.stored().write(out, part.path());
      if (spectrum.vectors().numRows > 0) {
        write(spectrum.vectors(), out, part.path() + StoredSpectrum.EIGENVECTORS);
      }
      found.add(new SpectrumStatistics.Part(part.block().name(), spectrum.stored()));
    }
    return new Written<>(new SpectrumStatistics(found), List.of(), resumed + run.resumed());
  }

  /**
   * Spectrum of a part.
   *
   * @param vectors eigenvectors to store, one per row
   */
  record PartSpectrum(StoredSpectrum stored, DMatrixRMaj vectors) {}

  private PartSpectrum compute(OperatorRun run, OperatorPart part, OutputDirectory out)
      throws IOException {
    int size = part.block().size();
    DMatrixRMaj none = new DMatrixRMaj(0, size);
    Eigenvalues found = new Eigenvalues("", new double[0], new int[0], none, new double[0], 0, 0);
    if (spec.eigenvalues().isPresent()) {
      EigenvalueSpec wanted = spec.eigenvalues().get();
      found =
          wanted.isExact(size)
              ? new ExactEigenvalues(wanted)
                  .of(run, part, () -> matrix.orElseThrow().read(out, part.block()))
              : new LanczosEigenvalues(wanted, spec.seed()).of(run, part);
    }
    int products = found.products();
    WeightedSpectrum quadrature = new WeightedSpectrum(new double[0], new double[0]);
    double[] grid = {};
    double[] density = {};
    if (spec.density().isPresent()) {
      SpectrumDensity estimate = new SpectrumDensity(spec.density().get(), spec.seed());
      quadrature = estimate.of(run, part);
      grid = SpectrumDensity.grid(quadrature);
      density = quadrature.density(grid, SpectrumDensity.width(quadrature));
      products += spec.density().get().probes() * Math.min(size, spec.density().get().steps());
    }
    boolean stored = spec.eigenvalues().filter(EigenvalueSpec::eigenvectors).isPresent();
    return new PartSpectrum(
        new StoredSpectrum(
            size,
            found.method(),
            products,
            Math.max(found.magnitude(), quadrature.magnitude()),
            found.values(),
            found.paired(),
            found.residuals(),
            quadrature.points(),
            quadrature.weights(),
            grid,
            density),
        stored ? found.vectors() : none);
  }

  private static void write(DMatrixRMaj vectors, OutputDirectory out, String file)
      throws IOException {
    try (NpyWriter npy = new NpyWriter(out.create(file), vectors.numRows, vectors.numCols)) {
      npy.write(vectors.data, 0, vectors.getNumElements());
    }
  }

  @Override
  public List<Line> summary(SpectrumStatistics statistics) {
    return statistics.lines();
  }

  @Override
  public Check check(LoadedJob loaded, OutputDirectory out, Manifest manifest) {
    return new SpectrumCheck(this, loaded, out, manifest);
  }
}
