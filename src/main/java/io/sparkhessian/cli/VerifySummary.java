package io.sparkhessian.cli;

import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.quantity.Numbers;
import io.sparkhessian.quantity.check.Findings;
import io.sparkhessian.quantity.check.Recomputed;
import java.util.List;

/** The text that {@code verify} prints. */
final class VerifySummary {
  private static final int MAX_NAMES = 8;

  private VerifySummary() {}

  static String of(String output, Manifest manifest, Findings findings, long seed) {
    Lines lines = new Lines();
    lines.title(output + (findings.isCorrect() ? " is correct" : " is WRONG"));
    long bytes = manifest.files().stream().mapToLong(file -> file.size()).sum();
    lines.add(
        "files",
        "%d, %s; every size and SHA-256 matches the manifest"
            .formatted(manifest.files().size(), Amounts.bytes(bytes)));
    lines.add(
        "numbers",
        "%s against a second computation: largest relative error %s"
            .formatted(recomputed(findings), Numbers.error(findings.recomputedError())));
    if (!findings.indices().isEmpty()) {
      lines.add(
          findings.sampled(),
          "%d at random against %s: largest relative error %s"
              .formatted(
                  findings.indices().size(),
                  findings.against(),
                  Numbers.error(findings.sampledError())));
    }
    findings
        .products()
        .ifPresent(
            error ->
                lines.add(
                    "products",
                    "H·v for random v against Hessian-vector products: largest relative error "
                        + Numbers.error(error)));
    findings
        .symmetry()
        .ifPresent(defect -> lines.add("symmetry", "relative defect " + Numbers.error(defect)));
    lines.add("seed", Long.toString(seed));
    return lines.toString();
  }

  /** Returns the recomputed quantities, or the first few and the number of others. */
  private static String recomputed(Findings findings) {
    List<String> names = findings.recomputed().stream().map(Recomputed::what).toList();
    return names.size() <= MAX_NAMES
        ? String.join(", ", names)
        : "%s and %d more"
            .formatted(String.join(", ", names.subList(0, MAX_NAMES)), names.size() - MAX_NAMES);
  }
}
