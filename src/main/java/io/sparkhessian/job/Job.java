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
 * @param parameters where the parameter vector lies
 * @param data where the samples lie; only a class objective does without
 * @param reduction how the per-sample losses become one number
 * @param l2 adds l2/2 · ‖θ‖² over all parameters but the intercepts and biases; finite, not
 *     negative
 * @param compute which second derivatives
 * @param vectors where the vectors lie that the Hessian is multiplied with, or the right-hand sides
 * @param blocks whose blocks are computed, where blocks are; of a spectrum or trace beside the
 *     whole
 * @param curvature of a compute that replaces the Hessian alone, and there always
 * @param approximation where the diagonal is approximated alone, and there always
 * @param inputs where derivatives are taken by the features of each sample alone, and there always
 * @param operator of a compute that works on products with vectors alone, and there always
 * @param tile edge of a tile, 1 to 8192, or empty for one that fits the number of parameters
 * @param export formats in which the whole matrix is written too
 * @param output the directory of the result
 */
public record Job(
    String name,
    ObjectiveSpec objective,
    String parameters,
    Optional<DataSpec> data,
    Reduction reduction,
    double l2,
    Compute compute,
    Optional<String> vectors,
    Optional<BlockKind> blocks,
    Optional<CurvatureSpec> curvature,
    Optional<ApproximationSpec> approximation,
    Optional<InputSpec> inputs,
    Optional<OperatorSpec> operator,
    OptionalInt tile,
    List<ExportFormat> export,
    String output) {

  public Job {
    export = List.copyOf(export);
  }

  /** Whether a whole matrix is computed. */
  public boolean computesMatrix() {
    return compute == Compute.HESSIAN || hasForm(MatrixForm.MATRIX);
  }

  /** Whether the blocks on the diagonal of a matrix are computed. */
  public boolean computesBlocks() {
    return compute == Compute.BLOCKS || hasForm(MatrixForm.BLOCKS);
  }

  private boolean hasForm(MatrixForm form) {
    return curvature.filter(spec -> spec.form() == form).isPresent();
  }

  /**
   * The whole job in the keys of a job file, every default written out, in plain maps, lists,
   * strings, numbers and booleans; {@link JobFile#ofResolved} reads it back to an equal job.
   */
  public Map<String, Object> resolved() {
    return ResolvedJob.map(this);
  }

  /**
   * SHA-256, as 64 hexadecimal digits, of the settings that determine the numbers: reduction, l2,
   * compute, inputs, blocks, form, empirical, those of an operator, probes, seed, compare, tile.
   * What the objective, the parameters, the data and the vectors hold counts elsewhere, by content.
   */
  public String fingerprint() {
    return ResolvedJob.fingerprint(this);
  }
}
