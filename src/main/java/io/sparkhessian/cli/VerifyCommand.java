package io.sparkhessian.cli;

import io.sparkhessian.Failure;
import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.tasks.ClusterMemory;
import io.sparkhessian.io.output.Certificate;
import io.sparkhessian.io.output.DamagedFile;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.job.Job;
import io.sparkhessian.quantity.check.Findings;
import io.sparkhessian.quantity.check.Recomputed;
import io.sparkhessian.registry.Registry;
import io.sparkhessian.run.ResultReport;
import io.sparkhessian.run.Verification;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verify}: checks a result against its job, from outside. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description =
        "Checks the files of a result, random parts of it by differences of the gradient, and H·v.")
final class VerifyCommand implements Callable<Integer> {
  private static final int MOST_NAMED = 8;

  private final Registry registry;

  VerifyCommand(Registry registry) {
    this.registry = registry;
  }

  @Parameters(paramLabel = "OUT", description = "The output directory of a run.")
  private String output;

  @Option(
      names = "--samples",
      paramLabel = "K",
      description =
          "How many random rows, or vectors of products, to recompute (${DEFAULT-VALUE}).")
  private int samples = 8;

  @Option(names = "--seed", description = "Of the random choice (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Override
  public Integer call() throws IOException {
    if (samples < 1) {
      throw Failure.input(
          "--samples: %d rows cannot be checked; give 1 or more".formatted(samples));
    }
    OutputDirectory out = OutputDirectory.open(Session.hadoop(), output);
    Manifest manifest = out.requireFinished();
    Job job = registry.jobs().ofResolved(output + "/manifest.json", manifest.jobFromAnywhere());
    Certifying certifying = new Certifying(out, seed);
    certifying.begin();
    List<DamagedFile> damaged = out.damagedFiles();
    if (!damaged.isEmpty()) {
      Optional<Certificate> certificate =
          certifying.end(List.of(Certificate.files(damaged.size())));
      if (certificate.isPresent()) {
        certifying.report(
            () -> ResultReport.writeWithoutNumbers(registry, out, manifest, certificate.get()));
      }
    }
    requireUndamaged(damaged);
    try (Session session = new Session("verify " + job.name())) {
      long limit = ClusterMemory.broadcastLimit(session.spark());
      LoadedJob loaded = LoadedJob.load(session.sql(), job, limit);
      Verification verification = new Verification(session.spark(), registry, loaded);
      if (!verification.sameInput(manifest)) {
        throw Failure.input(
            "%s: its parameters, data or vectors have changed since it was computed; compute it again with --overwrite"
                .formatted(output));
      }
      verification.requireStatedInput(out, manifest);
      Findings findings = verification.check(out, manifest, samples, seed);
      List<Certificate.Check> checks = new ArrayList<>(List.of(Certificate.files(0)));
      checks.addAll(findings.checks());
      Optional<Certificate> certificate = certifying.end(checks);
      if (certificate.isPresent() && findings.isCorrect()) {
        certifying.report(() -> new ResultReport(session.spark(), registry).rewrite(out));
      } else if (certificate.isPresent()) {
        certifying.report(
            () -> ResultReport.writeWithoutNumbers(registry, out, manifest, certificate.get()));
      }
      System.out.print(describe(manifest, findings));
      if (!findings.isCorrect()) {
        throw Failure.numbers(
            "%s: the stored numbers are not those of its job (%s); compute it again with --overwrite"
                .formatted(output, String.join(", ", findings.failed())));
      }
    }
    return 0;
  }

  private void requireUndamaged(List<DamagedFile> damaged) {
    if (!damaged.isEmpty()) {
      DamagedFile first = damaged.get(0);
      throw Failure.input(
          "%s/%s %s%s; run the job again with --overwrite"
              .formatted(
                  output,
                  first.path(),
                  first.damage(),
                  damaged.size() == 1 ? "" : " (and %d more)".formatted(damaged.size() - 1)));
    }
  }

  private String describe(Manifest manifest, Findings findings) {
    Lines lines = new Lines();
    lines.title(output + (findings.isCorrect() ? " is right" : " is WRONG"));
    lines.add(
        "files",
        "%d, %s, every size and SHA-256 as in the manifest"
            .formatted(
                manifest.files().size(),
                Amounts.bytes(manifest.files().stream().mapToLong(file -> file.size()).sum())));
    lines.add(
        "numbers",
        "%s against a second computation: largest relative error %s"
            .formatted(recomputed(findings), brief(findings.recomputedError())));
    if (!findings.indices().isEmpty()) {
      lines.add(
          findings.sampled(),
          "%s against %s: largest relative error %s"
              .formatted(
                  Amounts.counted(findings.indices().size(), "random one"),
                  findings.against(),
                  brief(findings.sampledError())));
    }
    findings
        .products()
        .ifPresent(
            error ->
                lines.add(
                    "products",
                    "H·v for random v against Hessian-vector products: largest relative error "
                        + brief(error)));
    findings
        .symmetry()
        .ifPresent(defect -> lines.add("symmetry", "relative defect " + brief(defect)));
    lines.add("seed", Long.toString(seed));
    return lines.toString();
  }

  /** All of them, or the first and how many more. */
  private static String recomputed(Findings findings) {
    List<String> what = findings.recomputed().stream().map(Recomputed::what).toList();
    return what.size() <= MOST_NAMED
        ? String.join(", ", what)
        : "%s and %d more"
            .formatted(String.join(", ", what.subList(0, MOST_NAMED)), what.size() - MOST_NAMED);
  }

  private static String brief(double value) {
    return String.format(Locale.ROOT, "%.1e", value);
  }
}
