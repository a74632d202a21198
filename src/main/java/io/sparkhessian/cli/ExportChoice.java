package io.sparkhessian.cli;

import io.sparkhessian.Failure;
import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.job.yaml.NearestName;
import io.sparkhessian.quantity.export.ResultExport;
import java.util.List;

/** Selects the part of a result that {@code export} writes. */
final class ExportChoice {
  private ExportChoice() {}

  /**
   * Returns the named block, or the whole matrix.
   *
   * @param output path of the result in messages
   * @param block value of {@code --block}; null if it is not given
   */
  static ResultExport of(String output, List<ResultExport> exports, String block) {
    if (exports.isEmpty()) {
      throw Failure.input(
          "%s: manifest.json lists no blocks in plan.blocks; run the job again with --overwrite"
              .formatted(output));
    }
    ResultExport first = exports.get(0);
    if (!first.isBlock()) {
      if (block != null) {
        throw Failure.input(
            "--block: %s holds the whole matrix, without blocks; leave --block out"
                .formatted(output));
      }
      return first;
    }
    return block(output, exports, block);
  }

  private static ResultExport block(String output, List<ResultExport> exports, String block) {
    List<String> names = exports.stream().map(ResultExport::name).toList();
    if (block == null) {
      throw Failure.input(
          "%s: holds %s; choose one with --block: %s"
              .formatted(output, Amounts.counted(names.size(), "block"), String.join(", ", names)));
    }
    if (!names.contains(block)) {
      throw Failure.input(
          "--block: %s has no block '%s'; did you mean '%s'? Known: %s"
              .formatted(
                  output,
                  block,
                  NearestName.to(block, names).orElseThrow(),
                  String.join(", ", names)));
    }
    return exports.get(names.indexOf(block));
  }
}
