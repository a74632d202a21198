package io.sparkhessian.run;

import io.sparkhessian.curvature.FullHessian;
import io.sparkhessian.curvature.HessianVectorProduct;
import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.curvature.spectral.ExactSpectrum;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.io.npy.VectorFile;
import io.sparkhessian.job.EigenvalueSpec;
import io.sparkhessian.job.SolveSpec;
import io.sparkhessian.job.SpectrumSpec;
import io.sparkhessian.job.TraceSpec;
import io.sparkhessian.quantity.Curvature;
import io.sparkhessian.quantity.matrix.ExactMatrix;
import io.sparkhessian.quantity.matrix.TilesComputation;
import io.sparkhessian.quantity.products.OperatorPart;
import io.sparkhessian.quantity.solve.SolveComputation;
import io.sparkhessian.quantity.spectrum.ExactEigenvalues;
import io.sparkhessian.quantity.spectrum.LanczosEigenvalues;
import io.sparkhessian.quantity.spectrum.SpectrumComputation;
import io.sparkhessian.quantity.spectrum.SpectrumDensity;
import io.sparkhessian.quantity.trace.TraceComputation;
import java.util.List;
import java.util.Optional;

/** Makes what a job computes from an operator. */
public final class OperatorComputations {
  private OperatorComputations() {}

  public static SpectrumComputation spectrum(LoadedJob loaded, Planner planner) {
    SpectrumSpec spec = (SpectrumSpec) loaded.job().operator().orElseThrow().quantity();
    List<OperatorPart> parts = OperatorPart.of(loaded.problem(), loaded.job().blocks());
    HessianVectorProduct product = Curvature.of(loaded.job()).product(loaded.problem());
    List<DiagonalBlock> exact =
        parts.stream()
            .map(OperatorPart::block)
            .filter(block -> spec.eigenvalues().filter(e -> e.isExact(block.size())).isPresent())
            .toList();
    Optional<ExactMatrix> matrix =
        exact.isEmpty()
            ? Optional.empty()
            : Optional.of(matrix(loaded, planner, exact, spec.eigenvalues().get()));
    return new SpectrumComputation(
        spec, parts, product, planner, matrix, products(spec, parts, product, planner));
  }

  /** Of the whole matrix where that is wanted, in which its blocks lie; else of the blocks. */
  private static ExactMatrix matrix(
      LoadedJob loaded, Planner planner, List<DiagonalBlock> exact, EigenvalueSpec spec) {
    FullHessian matrix = Curvature.of(loaded.job()).matrix(loaded.problem());
    int size = exact.stream().mapToInt(DiagonalBlock::size).max().orElseThrow();
    ExactSpectrum.refuseTooLarge(size);
    boolean whole = size == loaded.problem().layout().size();
    Plan plan = whole ? planner.matrix(exact.get(0).name(), matrix) : planner.blocks(matrix, exact);
    long bytes = new ExactEigenvalues(spec).bytes(size);
    return new ExactMatrix(
        new TilesComputation(matrix, plan), plan.withState(bytes, "method: lanczos"));
  }

  /** Those that are taken at once at the most, and what the driver holds meanwhile. */
  private static Optional<Plan> products(
      SpectrumSpec spec, List<OperatorPart> parts, HessianVectorProduct product, Planner planner) {
    int vectors = 0;
    long bytes = 0;
    for (OperatorPart part : parts) {
      int size = part.block().size();
      if (spec.eigenvalues().isPresent()) {
        EigenvalueSpec wanted = spec.eigenvalues().get();
        LanczosEigenvalues lanczos = new LanczosEigenvalues(wanted, spec.seed());
        boolean exact = wanted.isExact(size);
        int own = exact ? new ExactEigenvalues(wanted).wanted(size) : lanczos.wanted(size);
        vectors = Math.max(vectors, own);
        bytes = Math.max(bytes, exact ? 0 : lanczos.bytes(size));
      }
      if (spec.density().isPresent()) {
        SpectrumDensity density = new SpectrumDensity(spec.density().get(), spec.seed());
        vectors = Math.max(vectors, density.together(size));
        bytes = Math.max(bytes, density.bytes(size));
      }
    }
    return vectors == 0
        ? Optional.empty()
        : Optional.of(
            planner.products(product, vectors).withState(bytes, "a smaller count or fewer steps"));
  }

  public static TraceComputation trace(LoadedJob loaded, Planner planner) {
    TraceSpec spec = (TraceSpec) loaded.job().operator().orElseThrow().quantity();
    HessianVectorProduct product = Curvature.of(loaded.job()).product(loaded.problem());
    int size = loaded.problem().layout().size();
    Plan plan =
        planner
            .products(product, TraceComputation.together(spec, size))
            .withState(TraceComputation.bytes(spec, size), "fewer probes");
    List<OperatorPart> parts = OperatorPart.of(loaded.problem(), loaded.job().blocks());
    return new TraceComputation(spec, parts, product, planner, plan);
  }

  public static SolveComputation solve(LoadedJob loaded, Planner planner) {
    SolveSpec spec = (SolveSpec) loaded.job().operator().orElseThrow().quantity();
    HessianVectorProduct product = Curvature.of(loaded.job()).product(loaded.problem());
    VectorFile vectors = loaded.vectors().orElseThrow();
    Plan plan =
        planner
            .products(product, vectors.count())
            .withState(SolveComputation.bytes(vectors.count(), vectors.size()), "fewer vectors");
    OperatorPart whole = OperatorPart.of(loaded.problem(), Optional.empty()).get(0);
    return new SolveComputation(spec, whole, vectors, product, planner, plan);
  }
}
