package io.sparkhessian.quantity.spectrum;

import io.sparkhessian.curvature.CurvatureProduct;
import io.sparkhessian.curvature.CurvatureRows;
import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.curvature.spectral.ExactSpectrum;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.quantity.matrix.ExactMatrix;
import io.sparkhessian.quantity.matrix.MatrixTiles;
import io.sparkhessian.quantity.products.OperatorPart;
import java.util.List;
import java.util.Optional;

/** Planner of spectra. */
final class SpectrumPlanner {
  private SpectrumPlanner() {}

  static SpectrumComputation of(LoadedJob loaded, SpectrumSpec spec, Planner planner) {
    List<OperatorPart> parts = OperatorPart.of(loaded.problem(), spec.blocks());
    CurvatureProduct product = spec.of().matrix().product(loaded.problem());
    List<DiagonalBlock> exact =
        parts.stream()
            .map(OperatorPart::block)
            .filter(block -> spec.eigenvalues().filter(e -> e.isExact(block.size())).isPresent())
            .toList();
    Optional<ExactMatrix> matrix =
        exact.isEmpty() ? Optional.empty() : Optional.of(matrix(loaded, planner, exact, spec));
    return new SpectrumComputation(
        spec, parts, product, planner, matrix, products(spec, parts, product, planner));
  }

  /** Plans the whole matrix, which contains all blocks, if it is exact; else the exact blocks. */
  private static ExactMatrix matrix(
      LoadedJob loaded, Planner planner, List<DiagonalBlock> exact, SpectrumSpec spec) {
    CurvatureRows matrix = spec.of().matrix().rows(loaded.problem());
    int size = exact.stream().mapToInt(DiagonalBlock::size).max().orElseThrow();
    ExactSpectrum.refuseTooLarge(size);
    boolean whole = size == loaded.problem().layout().size();
    Plan plan = whole ? planner.matrix(exact.get(0).name(), matrix) : planner.blocks(matrix, exact);
    long bytes = new ExactEigenvalues(spec.eigenvalues().orElseThrow()).bytes(size);
    return new ExactMatrix(new MatrixTiles(matrix, plan), plan.withState(bytes, "method: lanczos"));
  }

  /** Plans the largest batch of products, with the memory of the iteration state. */
  private static Optional<Plan> products(
      SpectrumSpec spec, List<OperatorPart> parts, CurvatureProduct product, Planner planner) {
    int vectors = 0;
    long bytes = 0;
    for (OperatorPart part : parts) {
      int size = part.block().size();
      if (spec.eigenvalues().isPresent()) {
        EigenvalueSpec wanted = spec.eigenvalues().get();
        LanczosEigenvalues lanczos = new LanczosEigenvalues(wanted, spec.seed());
        boolean exact = wanted.isExact(size);
        int own = exact ? new ExactEigenvalues(wanted).count(size) : lanczos.count(size);
        vectors = Math.max(vectors, own);
        bytes = Math.max(bytes, exact ? 0 : lanczos.bytes(size));
      }
      if (spec.density().isPresent()) {
        SpectrumDensity density = new SpectrumDensity(spec.density().get(), spec.seed());
        vectors = Math.max(vectors, density.batch(size));
        bytes = Math.max(bytes, density.bytes(size));
      }
    }
    return vectors == 0
        ? Optional.empty()
        : Optional.of(
            planner.products(product, vectors).withState(bytes, "a smaller count or fewer steps"));
  }
}
