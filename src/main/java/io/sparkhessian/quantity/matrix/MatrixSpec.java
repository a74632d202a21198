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
 * A matrix, its diagonal blocks or its diagonal.
 *
 * @param kind which matrix
 * @param empirical whether a Fisher matrix is that of the labels in the data
 * @param blocks which blocks, of {@link MatrixForm#BLOCKS} only
 * @param compare whether a diagonal is compared with that of the Hessian
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

  /** For the losses that a job names, the true Fisher matrix is the Gauss-Newton matrix. */
  public CurvatureMatrix matrix() {
    if (!kind.replacesHessian()) {
      return CurvatureMatrix.HESSIAN;
    }
    return empirical ? CurvatureMatrix.EMPIRICAL_FISHER : CurvatureMatrix.GAUSS_NEWTON;
  }
}
