package io.sparkhessian.quantity.products;

import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.quantity.BlockChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The whole matrix or a diagonal block.
 *
 * @param path prefix of the files in the output directory: empty, or a directory with a slash
 */
public record OperatorPart(String path, DiagonalBlock block) {
  private static final String WHOLE = "all";

  /** Returns the whole matrix, followed by the requested blocks. */
  public static List<OperatorPart> of(Problem problem, Optional<BlockChoice> blocks) {
    List<OperatorPart> parts = new ArrayList<>();
    parts.add(new OperatorPart("", new DiagonalBlock(WHOLE, 0, problem.layout().size())));
    if (blocks.isPresent()) {
      LinearSites sites = LinearSites.of(problem.objective(), ObjectiveGraph.OBJECTIVE);
      List<DiagonalBlock> all = blocks.get().of(problem.layout(), sites);
      all.forEach(
          block -> parts.add(new OperatorPart("blocks/%s/".formatted(block.name()), block)));
    }
    return List.copyOf(parts);
  }

  /** Returns a unique name for file names. */
  String id() {
    return path.isEmpty() ? WHOLE : "block-" + block.name();
  }
}
