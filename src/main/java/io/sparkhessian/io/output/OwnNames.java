package io.sparkhessian.io.output;

import io.sparkhessian.io.file.AtomicFile;
import io.sparkhessian.io.parameters.ParameterFile;
import java.util.Set;

/** The names that jobs write under at the top of their output directories. */
final class OwnNames {
  /** All of them, beside names that start with an underscore. */
  static final Set<String> OWN =
      Set.of(
          OutputDirectory.MANIFEST,
          ParameterFile.NAME,
          "gradient.npy",
          "hessian",
          "hessian.npy",
          "hessian.mtx",
          "hessian.csv",
          "gauss-newton",
          "gauss-newton.npy",
          "gauss-newton.mtx",
          "gauss-newton.csv",
          "fisher",
          "fisher.npy",
          "fisher.mtx",
          "fisher.csv",
          "blocks",
          "input-hessian",
          "input-hessian.npy",
          "input-hessian.csv",
          "input-laplacian",
          "input-laplacian.npy",
          "input-laplacian.csv",
          "inputs.csv",
          "diagonal.npy",
          "products.npy",
          "exact-diagonal.npy",
          "standard-errors.npy",
          "comparison.csv",
          "eigenvalues.npy",
          "eigenvectors.npy",
          "residuals.npy",
          "quadrature.csv",
          "density.csv",
          "spectrum.json",
          "trace.json",
          "solutions.npy",
          "convergence.csv",
          "steps.csv",
          Certificate.FILE,
          PieceStore.DIRECTORY,
          Staging.DIRECTORY,
          ReportFile.NAME);

  private OwnNames() {}

  /** Whether a job writes a file or directory of this name. */
  static boolean isOwn(String name) {
    return OWN.contains(name) || name.startsWith(AtomicFile.PREFIX);
  }

  /** The same with what belongs to a run, not to its result. */
  static boolean mayBeJobs(String name) {
    return name.startsWith("_") || isOwn(name);
  }
}
