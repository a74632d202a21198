package io.sparkhessian.cli;

import io.sparkhessian.Failure;
import io.sparkhessian.distributed.results.StoredMatrix;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.job.Compute;
import io.sparkhessian.job.Job;
import io.sparkhessian.job.yaml.NearestName;
import java.util.List;
import java.util.Optional;

/** Finds the matrix of a result that a command is about. */
final class BlockChoice {
  private BlockChoice() {}

  /**
   * The matrix of this name, or the only one.
   *
   * @param output what messages call the result
   * @param name of {@code --block}
   */
  static StoredMatrix of(String output, Manifest manifest, Job job, Optional<String> name) {
    List<StoredMatrix> matrices = StoredMatrix.of(manifest);
    if (matrices.isEmpty()) {
      if (job.computesBlocks()) {
        throw Failure.input(
            "%s: manifest.json names no blocks in plan.blocks; run the job again with --overwrite"
                .formatted(output));
      }
      String word = job.compute().word();
      String file =
          switch (job.compute()) {
            case HVP -> "products.npy";
            case SPECTRUM -> "spectrum.json";
            case TRACE -> "trace.json";
            case SOLVE -> "solutions.npy";
            default -> "diagonal.npy";
          };
      throw Failure.input(
          "%s: holds no matrix, it was computed with compute: %s; read %s/%s"
              .formatted(output, word, output, file));
    }
    if (job.computesMatrix()) {
      if (name.isPresent()) {
        throw Failure.input(
            "--block: %s holds the whole %s, no blocks; leave it out"
                .formatted(output, job.compute() == Compute.HESSIAN ? "Hessian" : "matrix"));
      }
      return matrices.get(0);
    }
    List<String> names = matrices.stream().map(StoredMatrix::name).toList();
    String wanted =
        name.orElseThrow(
            () ->
                Failure.input(
                    "%s: holds %s; choose one with --block: %s"
                        .formatted(
                            output, Counted.of(names.size(), "block"), String.join(", ", names))));
    if (!names.contains(wanted)) {
      throw Failure.input(
          "--block: %s has no block '%s'; did you mean '%s'? Known: %s"
              .formatted(
                  output,
                  wanted,
                  NearestName.to(wanted, names).orElseThrow(),
                  String.join(", ", names)));
    }
    return matrices.get(names.indexOf(wanted));
  }
}
