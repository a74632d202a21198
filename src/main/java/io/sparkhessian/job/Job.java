package io.sparkhessian.job;

import io.sparkhessian.objective.Reduction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A job file as a type, with every default filled in.
 *
 * @param name of the job; by default the name of its file without the extension
 * @param objective the model and its loss
 * @param parameters path of the parameter vector; empty where the model has its own
 * @param data the samples; empty where the objective is no sum over samples
 * @param reduction of the per-sample losses to one number
 * @param l2 factor of the penalty l2/2 · ‖θ‖² over all parameters except intercepts and biases;
 *     finite and not negative
 * @param quantity to compute
 * @param tile edge of a tile, 1 to 8192; empty to choose it from the number of parameters
 * @param export formats of exported files
 * @param output directory of the result
 */
public record Job(
    String name,
    ObjectiveSpec objective,
    Optional<String> parameters,
    Optional<DataSpec> data,
    Reduction reduction,
    double l2,
    QuantitySpec quantity,
    OptionalInt tile,
    List<ExportFormat> export,
    String output) {

  public Job {
    export = List.copyOf(export);
  }

  /**
   * Returns the job in the keys of a job file with every default written out, as plain maps, lists,
   * strings, numbers and booleans. {@link JobParser#ofResolved} is the inverse.
   */
  public Map<String, Object> resolved() {
    return ResolvedJob.map(this);
  }

  /**
   * Returns the SHA-256, as 64 hexadecimal digits, of the settings that determine the numbers:
   * reduction, l2, compute with its settings, and tile if the result is tiled. The content of the
   * objective, the parameters, the data and the vectors is not part of it.
   */
  public String fingerprint() {
    return ResolvedJob.fingerprint(this);
  }
}
