package io.sparkhessian.job;

import io.sparkhessian.objective.Reduction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one run computes, with every default filled in.
 *
 * @param name the job's name, the file's name without its extension unless it says otherwise
 * @param objective the model and its loss
 * @param parameters file of the parameter vector; empty where the model has its own
 * @param data the samples; empty where the objective is no sum over samples
 * @param reduction how the per-sample losses become one number
 * @param l2 adds l2/2 · ‖θ‖² over all parameters but the intercepts and biases; finite, not
 *     negative
 * @param quantity what is computed
 * @param tile edge of a tile, 1 to 8192, or empty for one that fits the number of parameters
 * @param export formats in which the whole matrix is written too
 * @param output the directory of the result
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
   * The whole job in the keys of a job file, every default written out, in plain maps, lists,
   * strings, numbers and booleans; {@link JobParser#ofResolved} reads it back to an equal job.
   */
  public Map<String, Object> resolved() {
    return ResolvedJob.map(this);
  }

  /**
   * SHA-256, as 64 hexadecimal digits, of the settings that determine the numbers: reduction, l2,
   * compute with its settings, and tile where that counts. The content of the objective, the
   * parameters, the data and the vectors counts elsewhere.
   */
  public String fingerprint() {
    return ResolvedJob.fingerprint(this);
  }
}
