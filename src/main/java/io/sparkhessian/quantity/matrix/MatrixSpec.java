package io.sparkhessian.quantity.matrix;

import io.sparkhessian.curvature.CurvatureMatrix;
import io.sparkhessian.job.ExportFormat;
import io.sparkhessian.job.QuantitySpec;
import io.sparkhessian.job.yaml.Choice;
import io.sparkhessian.quantity.BlockChoice;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Settings of a matrix, its diagonal blocks or its diagonal.
 *
 * @param kind the matrix
 * @param form the computed part of the matrix
 * @param empirical whether the Fisher matrix is the empirical one, taken at the observed labels
 * @param blocks the partition into blocks; only for {@link MatrixForm#BLOCKS}
 * @param compare whether the diagonal is compared with the exact diagonal of the Hessian
 */
public record MatrixSpec(
    MatrixQuantity kind,
    MatrixForm form,
    boolean empirical,
    Optional<BlockChoice> blocks,
    boolean compare)
    implements QuantitySpec {

  @Override
  public String word() {
    return kind.word();
  }

  @Override
  public Map<String, Object> resolved() {
    Map<String, Object> keys = new LinkedHashMap<>();
    blocks.ifPresent(choice -> keys.put(BlockChoice.KEY, Choice.name(choice)));
    if (kind.replacesHessian()) {
      keys.put("form", Choice.name(form));
    }
    if (kind == MatrixQuantity.FISHER) {
      keys.put("empirical", empirical);
    }
    if (form == MatrixForm.DIAGONAL) {
      keys.put("compare", compare);
    }
    return keys;
  }

  @Override
  public boolean isTiled() {
    return form != MatrixForm.DIAGONAL;
  }

  @Override
  public Set<ExportFormat> exports() {
    return isTiled() ? EnumSet.allOf(ExportFormat.class) : Set.of();
  }

  /**
   * Returns the curvature matrix; for the built-in losses the true Fisher matrix equals the
   * Gauss-Newton matrix.
   */
  public CurvatureMatrix matrix() {
    if (!kind.replacesHessian()) {
      return CurvatureMatrix.HESSIAN;
    }
    return empirical ? CurvatureMatrix.EMPIRICAL_FISHER : CurvatureMatrix.GAUSS_NEWTON;
  }
}
