package io.sparkhessian.quantity;

import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.curvature.layout.DiagonalBlocks;
import io.sparkhessian.curvature.layout.ParameterLayout;
import io.sparkhessian.job.QuantitySection;
import io.sparkhessian.job.yaml.Choice;
import java.util.List;
import java.util.Optional;

/** Blocks on the diagonal: the key {@code blocks}. */
public enum BlockChoice {
  /** A block for each parameter matrix. */
  TENSOR,
  /** A block for neighbouring parameter matrices that add up to one value. */
  LAYER;

  public static final String KEY = "blocks";

  private static final Choice<BlockChoice> CHOICES = new Choice<>(BlockChoice.class);

  public static Optional<BlockChoice> read(QuantitySection section) {
    return CHOICES.read(section.root(), KEY);
  }

  /**
   * Returns the blocks, in the order of θ.
   *
   * @param sites that tell which parameter matrices add up to one value
   */
  public List<DiagonalBlock> of(ParameterLayout layout, LinearSites sites) {
    return switch (this) {
      case TENSOR -> DiagonalBlocks.tensors(layout);
      case LAYER -> DiagonalBlocks.layers(layout, sites);
    };
  }

  /** Returns the label of the blocks in an explanation. */
  public String plural() {
    return Choice.name(this) + "s";
  }
}
