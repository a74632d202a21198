package io.sparkhessian.quantity;

import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.curvature.layout.DiagonalBlocks;
import io.sparkhessian.curvature.layout.ParameterLayout;
import io.sparkhessian.job.QuantitySection;
import io.sparkhessian.job.yaml.Choice;
import java.util.List;
import java.util.Optional;

/** Partition of the parameters into diagonal blocks: the key {@code blocks}. */
public enum BlockChoice {
  /** One block per parameter matrix. */
  TENSOR,
  /** One block per layer: adjacent parameter matrices whose terms are summed. */
  LAYER;

  public static final String KEY = "blocks";

  private static final Choice<BlockChoice> CHOICES = new Choice<>(BlockChoice.class);

  public static Optional<BlockChoice> read(QuantitySection section) {
    return CHOICES.read(section.root(), KEY);
  }

  /**
   * Returns the blocks in the order of θ.
   *
   * @param sites sites of the objective, which group the parameter matrices into layers
   */
  public List<DiagonalBlock> of(ParameterLayout layout, LinearSites sites) {
    return switch (this) {
      case TENSOR -> DiagonalBlocks.tensors(layout);
      case LAYER -> DiagonalBlocks.layers(layout, sites);
    };
  }

  /** Returns the label of the blocks in the output of {@code explain}. */
  public String plural() {
    return Choice.name(this) + "s";
  }
}
