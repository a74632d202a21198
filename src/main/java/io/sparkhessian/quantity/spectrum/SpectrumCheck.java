package io.sparkhessian.quantity.spectrum;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.spectral.Probes;
import io.sparkhessian.curvature.spectral.WeightedSpectrum;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.io.npy.VectorFile;
import io.sparkhessian.io.npy.VectorReader;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.job.DensitySpec;
import io.sparkhessian.job.EigenvalueSpec;
import io.sparkhessian.quantity.check.Check;
import io.sparkhessian.quantity.check.CheckingTasks;
import io.sparkhessian.quantity.check.Findings;
import io.sparkhessian.quantity.check.FirstOrderCheck;
import io.sparkhessian.quantity.check.Recomputed;
import io.sparkhessian.quantity.check.RelativeError;
import io.sparkhessian.quantity.products.OperatorChecks;
import io.sparkhessian.quantity.products.OperatorPart;
import io.sparkhessian.quantity.products.Residuals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * Checks a stored spectrum. Eigenvectors by ‖H v − λ v‖ from differences of the gradient; extreme
 * eigenvalues by the same computed again, so that none is missing; all eigenvalues of a matrix by
 * their sum and that of their squares, from products with every one-hot vector; a density by the
 * same computed again, and its mean by zᵀHz of its probes from differences.
 */
public final class SpectrumCheck implements Check {
  /** How many times the residual that is stored one may be that is computed in another way. */
  private static final double SLACK = 2;

  private final SpectrumComputation job;
  private final LoadedJob loaded;
  private final OutputDirectory out;
  private final Manifest manifest;
  private final List<Recomputed> recomputed = new ArrayList<>();
  private final List<Integer> looked = new ArrayList<>();
  private double worst;
  private double curvature;

  public SpectrumCheck(
      SpectrumComputation job, LoadedJob loaded, OutputDirectory out, Manifest manifest) {
    this.job = job;
    this.loaded = loaded;
    this.out = out;
    this.manifest = manifest;
  }

  @Override
  public Findings run(CheckingTasks tasks, int count, Random random) throws IOException {
    OperatorChecks checks = new OperatorChecks(loaded, tasks);
    List<Recomputed> summaries = new ArrayList<>();
    for (OperatorPart part : job.parts()) {
      StoredSpectrum stored = StoredSpectrum.read(out, part.path());
      double[] all = stored.hasDensity() ? stored.points() : stored.eigenvalues();
      curvature = Math.max(curvature, RelativeError.largest(all));
      double magnitude = RelativeError.largest(stored.points());
      if (job.spec().eigenvalues().isPresent()) {
        magnitude = Math.max(magnitude, eigenvalues(checks, part, stored, count, random));
      }
      if (job.spec().density().isPresent()) {
        density(checks, part, stored, random);
      }
      String summary = part.path() + StoredSpectrum.SUMMARY;
      double[] stated = {stored.magnitude()};
      summaries.add(Recomputed.of(summary, stated, new double[] {magnitude}, 0));
    }
    moments(checks);
    List<Recomputed> every = FirstOrderCheck.of(loaded, out, manifest, tasks, curvature);
    every.addAll(recomputed);
    every.addAll(summaries);
    return Findings.of("vectors", checks.against(), looked, worst, every);
  }

  /** Gives |λ|max as far as it was seen. */
  private double eigenvalues(
      OperatorChecks checks, OperatorPart part, StoredSpectrum stored, int count, Random random)
      throws IOException {
    EigenvalueSpec wanted = job.spec().eigenvalues().orElseThrow();
    int size = part.block().size();
    boolean exact = wanted.isExact(size);
    LanczosEigenvalues lanczos = new LanczosEigenvalues(wanted, job.spec().seed());
    int pairs = exact ? new ExactEigenvalues(wanted).wanted(size) : lanczos.wanted(size);
    double[] values = stored.eigenvalues();
    boolean right =
        values.length == (exact ? size : pairs)
            && stored.paired().length == pairs
            && stored.residuals().length == pairs
            && Arrays.stream(stored.paired()).allMatch(i -> i >= 0 && i < values.length);
    if (!right) {
      throw damaged(part, StoredSpectrum.EIGENVALUES);
    }
    double magnitude = RelativeError.largest(values);
    if (pairs == 0) {
      return magnitude;
    }
    List<Integer> chosen = Probes.numbers(random, count, pairs);
    DMatrixRMaj vectors = null;
    if (!exact) {
      FoundEigenvalues again =
          checks.again(job.product(), job.planner(), run -> lanczos.of(run, part));
      String file = part.path() + StoredSpectrum.EIGENVALUES;
      magnitude = again.magnitude();
      recomputed.add(Recomputed.of(file, values, again.values(), magnitude));
      curvature = Math.max(curvature, magnitude);
      vectors = chosen(again.vectors(), chosen);
    }
    if (wanted.eigenvectors()) {
      vectors = stored(checks, part, chosen, pairs);
    }
    DMatrixRMaj products = checks.products(part, vectors);
    for (int k = 0; k < chosen.size(); k++) {
      int number = chosen.get(k);
      double value = values[stored.paired()[number]];
      double allowed = Math.min(stored.residuals()[number], wanted.tolerance());
      look(Residuals.norm(products, vectors, value, k), magnitude, allowed);
      note(Math.abs(Residuals.norm(vectors, k) - 1));
    }
    looked.addAll(chosen);
    return magnitude;
  }

  private static DMatrixRMaj chosen(DMatrixRMaj vectors, List<Integer> rows) {
    int size = vectors.numCols;
    DMatrixRMaj picked = new DMatrixRMaj(rows.size(), size);
    for (int k = 0; k < rows.size(); k++) {
      System.arraycopy(vectors.data, rows.get(k) * size, picked.data, k * size, size);
    }
    return picked;
  }

  private DMatrixRMaj stored(
      OperatorChecks checks, OperatorPart part, List<Integer> chosen, int count)
      throws IOException {
    VectorFile file;
    try {
      file =
          checks
              .tasks()
              .vectors(out.child(part.path() + StoredSpectrum.EIGENVECTORS), part.block().size());
    } catch (Failure failure) {
      throw damaged(part, StoredSpectrum.EIGENVECTORS);
    }
    if (file.count() != count) {
      throw damaged(part, StoredSpectrum.EIGENVECTORS);
    }
    DMatrixRMaj picked = new DMatrixRMaj(chosen.size(), file.size());
    try (VectorReader reader = file.read()) {
      for (int row = 0; row < count; row++) {
        double[] vector = reader.next(1).data;
        int k = chosen.indexOf(row);
        if (k >= 0) {
          System.arraycopy(vector, 0, picked.data, k * file.size(), file.size());
        }
      }
    }
    return picked;
  }

  /**
   * Looks at ‖H v − λ v‖ / |λ|max.
   *
   * @param allowed the residual that is stored, but no more than the job asks for
   */
  private void look(double residual, double scale, double allowed) {
    note(residual == 0 ? 0 : Math.max(0, residual / scale - SLACK * allowed));
  }

  private void note(double error) {
    worst = Double.isNaN(worst) ? worst : Double.isNaN(error) ? error : Math.max(worst, error);
  }

  private void density(
      OperatorChecks checks, OperatorPart part, StoredSpectrum stored, Random random)
      throws IOException {
    if (!stored.hasDensity()) {
      throw damaged(part, StoredSpectrum.QUADRATURE);
    }
    DensitySpec wanted = job.spec().density().orElseThrow();
    SpectrumDensity density = new SpectrumDensity(wanted, job.spec().seed());
    WeightedSpectrum found = new WeightedSpectrum(stored.points(), stored.weights());
    WeightedSpectrum again =
        checks.again(job.product(), job.planner(), run -> density.of(run, part));
    double scale = Math.max(RelativeError.largest(found.points()), checks.curvature(part, random));
    curvature = Math.max(curvature, scale);
    double distance = found.distance(again);
    recomputed.add(
        new Recomputed(
            part.path() + StoredSpectrum.QUADRATURE, distance == 0 ? 0 : distance / scale));
    double[] curve = found.density(SpectrumDensity.grid(found), SpectrumDensity.width(found));
    recomputed.add(Recomputed.of(part.path() + StoredSpectrum.DENSITY, stored.density(), curve, 0));
    double mean = 0;
    for (int i = 0; i < found.points().length; i++) {
      mean += found.points()[i] * found.weights()[i];
    }
    double error = Math.abs(mean - mean(checks, part, wanted.probes(), density, job.spec().seed()));
    note(error == 0 ? 0 : error / scale);
    for (int probe = 0; probe < wanted.probes(); probe++) {
      looked.add(probe);
    }
  }

  /** The mean of zᵀHz / zᵀz of all probes. */
  private static double mean(
      OperatorChecks checks, OperatorPart part, int probes, SpectrumDensity density, long seed) {
    int size = part.block().size();
    double sum = 0;
    for (int first = 0; first < probes; first += density.together(size)) {
      int count = Math.min(density.together(size), probes - first);
      DMatrixRMaj vectors = SpectrumDensity.KIND.rows(seed, first, count, size);
      DMatrixRMaj products = checks.products(part, vectors);
      for (int i = 0; i < vectors.getNumElements(); i++) {
        sum += vectors.data[i] * products.data[i];
      }
    }
    return sum / size / probes;
  }

  /** Of parts all of whose eigenvalues are there. */
  private void moments(OperatorChecks checks) throws IOException {
    List<OperatorPart> exact =
        job.parts().stream()
            .filter(
                part ->
                    job.spec()
                        .eigenvalues()
                        .filter(wanted -> wanted.isExact(part.block().size()))
                        .isPresent())
            .toList();
    if (exact.isEmpty()) {
      return;
    }
    List<double[]> spectra = new ArrayList<>();
    for (OperatorPart part : exact) {
      spectra.add(StoredSpectrum.read(out, part.path()).eigenvalues());
    }
    double[] units = spectra.stream().mapToDouble(RelativeError::largest).toArray();
    Arrays.setAll(units, k -> units[k] == 0 ? 1 : units[k]); // squares of huge numbers overflow
    double[][] moments = checks.moments(job.product(), job.planner(), exact, units);
    for (int k = 0; k < moments.length; k++) {
      double unit = units[k];
      double[] values = Arrays.stream(spectra.get(k)).map(value -> value / unit).toArray();
      double sum = Arrays.stream(values).sum();
      double sizes = Arrays.stream(values).map(Math::abs).sum();
      double squares = Arrays.stream(values).map(value -> value * value).sum();
      String file = exact.get(k).path() + StoredSpectrum.EIGENVALUES;
      recomputed.add(new Recomputed("sum of " + file, relative(sum - moments[k][0], sizes)));
      recomputed.add(
          new Recomputed("squares of " + file, relative(squares - moments[k][1], squares)));
    }
  }

  private static double relative(double error, double scale) {
    return error == 0 ? 0 : Math.abs(error) / scale;
  }

  private Failure damaged(OperatorPart part, String file) {
    Location place = out.child(part.path() + file);
    return OperatorChecks.damaged(place);
  }
}
