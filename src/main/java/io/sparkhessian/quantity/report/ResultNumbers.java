package io.sparkhessian.quantity.report;

import io.sparkhessian.Failure;
import io.sparkhessian.io.npy.Npy;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.io.parameters.ParameterFile;
import io.sparkhessian.io.parameters.ParameterVector;
import io.sparkhessian.job.Job;
import io.sparkhessian.report.diagnosis.Evidence;
import io.sparkhessian.report.diagnosis.MatrixKind;
import io.sparkhessian.report.diagnosis.Model;
import io.sparkhessian.report.figure.Distribution;
import io.sparkhessian.report.figure.Layer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * Contents common to all results: job, parameters, layers and gradient.
 *
 * @param model layers and names, without numbers
 * @param names names of the parameters
 * @param ridge contribution of the regulariser to each diagonal entry
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ResultNumbers(
    OutputDirectory out,
    Manifest manifest,
    Job job,
    Model model,
    List<String> names,
    double[] ridge,
    Evidence.Point point) {

  public static ResultNumbers read(
      Configuration hadoop, OutputDirectory out, Manifest manifest, Job job) throws IOException {
    ResultLayers layers = ResultLayers.of(manifest);
    ParameterVector parameters =
        ParameterFile.read(hadoop, out.child(ParameterFile.NAME).absolute());
    double[] ridge = layers.ridge(job.l2());
    double[] gradient = read(out, "gradient.npy", ridge.length);
    requireLength(out, ParameterFile.NAME, parameters.values().length, ridge.length);
    double[] slopes = new double[gradient.length];
    double squares = 0;
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = Math.abs(gradient[i] - ridge[i] * parameters.values()[i]);
      squares += parameters.values()[i] * parameters.values()[i];
    }
    List<String> names = parameters.names().orElseThrow();
    Model model =
        new Model(
            layers.layers(),
            names::get,
            FeatureNames.of(job, manifest),
            FreeShifts.of(job, layers.layers()),
            job.objective().mirrorsUnits());
    return new ResultNumbers(
        out,
        manifest,
        job,
        model,
        names,
        ridge,
        new Evidence.Point(
            manifest.gradientNorm(), Math.sqrt(squares), slopes, parameters.values()));
  }

  public List<Layer> layers() {
    return model.layers();
  }

  public int size() {
    return names.size();
  }

  /** Reads a vector of length N; empty if the result has no such file. */
  public Optional<double[]> vector(String file) throws IOException {
    return out.child(file).exists() ? Optional.of(read(out, file, size())) : Optional.empty();
  }

  /** Returns the distribution of one number per parameter. */
  public Distribution distribution(Distribution.Words words, double[] values) {
    return Distribution.of(words, layers(), names::get, values);
  }

  private static double[] read(OutputDirectory out, String file, int size) throws IOException {
    double[] vector = Npy.readVector(out.child(file));
    requireLength(out, file, vector.length, size);
    return vector;
  }

  private static void requireLength(OutputDirectory out, String file, int length, int size) {
    if (length != size) {
      throw Failure.input(
          "%s/%s: has %d entries for %d parameters; run the job again with --overwrite"
              .formatted(out.location().text(), file, length, size));
    }
  }

  /** Returns the evidence when only the diagonal is known. */
  public Evidence evidence(MatrixKind matrix, double[] diagonal) {
    return evidence(matrix, diagonal, new double[0], Evidence.Eigen.UNKNOWN, List.of());
  }

  public Evidence evidence(
      MatrixKind matrix,
      double[] diagonal,
      double[] largestOffDiagonal,
      Evidence.Eigen eigen,
      List<int[]> pairs) {
    List<Set<Integer>> free = model.freeShifts().stream().map(ResultNumbers::set).toList();
    return new Evidence(
        matrix,
        model,
        diagonal,
        largestOffDiagonal,
        ridge,
        point,
        eigen,
        Evidence.Eigen.UNKNOWN,
        pairs.stream().filter(pair -> !free.contains(set(pair))).toList());
  }

  private static Set<Integer> set(int[] indices) {
    return Arrays.stream(indices).boxed().collect(Collectors.toSet());
  }
}
