package io.sparkhessian.cli;

import io.sparkhessian.Failure;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.tasks.ClusterMemory;
import io.sparkhessian.io.output.Certificate;
import io.sparkhessian.io.output.DamagedFile;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.job.Job;
import io.sparkhessian.quantity.check.Findings;
import io.sparkhessian.registry.Registry;
import io.sparkhessian.run.ResultReport;
import io.sparkhessian.run.Verification;
import io.sparkhessian.run.Versions;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the checks of {@code verify} and stores their certificate and report. A read-only result is
 * checked too, with a warning.
 *
 * @param output path of the result in messages
 * @param seed of the random choice
 */
record VerifyRunner(
    Registry registry, String output, OutputDirectory out, Manifest manifest, long seed) {
  /** Writes the report of a result. */
  private interface Reporting {
    void write() throws IOException;
  }

  /** Removes an older certificate. */
  void start() {
    try {
      Certificate.remove(out);
    } catch (IOException e) {
      warn(e);
    }
  }

  /**
   * Checks the size and the SHA-256 of every file.
   *
   * @throws Failure of kind input if a file is damaged
   */
  void checkFiles() throws IOException {
    List<DamagedFile> damaged = out.damagedFiles();
    if (damaged.isEmpty()) {
      return;
    }
    Optional<Certificate> certificate = certify(List.of(Certificate.files(damaged.size())));
    if (certificate.isPresent()) {
      reportWithoutNumbers(certificate.get());
    }
    DamagedFile first = damaged.get(0);
    throw Failure.input(
        "%s/%s %s%s; run the job again with --overwrite"
            .formatted(
                output,
                first.path(),
                first.damage(),
                damaged.size() == 1 ? "" : " (and %d more)".formatted(damaged.size() - 1)));
  }

  /**
   * Checks the numbers against the job.
   *
   * @param samples number of random rows or vectors
   */
  Findings checkNumbers(Session session, Job job, int samples) throws IOException {
    long limit = ClusterMemory.broadcastLimit(session.spark());
    LoadedJob loaded = registry.load(session.sql(), job, limit);
    Verification verification = new Verification(session.spark(), registry, loaded);
    if (!verification.sameInput(manifest)) {
      throw Failure.input(
          "%s: the parameters, data or vectors have changed since the run; run the job again with --overwrite"
              .formatted(output));
    }
    verification.requireInput(out, manifest);
    Findings findings = verification.check(out, manifest, samples, seed);
    List<Certificate.Check> checks = new ArrayList<>(List.of(Certificate.files(0)));
    checks.addAll(findings.checks());
    Optional<Certificate> certificate = certify(checks);
    if (certificate.isPresent() && findings.isCorrect()) {
      report(() -> new ResultReport(session.spark(), registry).rewrite(out));
    } else if (certificate.isPresent()) {
      reportWithoutNumbers(certificate.get());
    }
    return findings;
  }

  /** Returns the certificate, or nothing if it could not be written. */
  private Optional<Certificate> certify(List<Certificate.Check> checks) {
    try {
      Certificate certificate =
          new Certificate(
              Versions.application(),
              Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
              out.manifestDigest(),
              seed,
              checks.stream().allMatch(Certificate.Check::right),
              checks);
      certificate.write(out);
      return Optional.of(certificate);
    } catch (IOException e) {
      warn(e);
      return Optional.empty();
    }
  }

  private void reportWithoutNumbers(Certificate certificate) throws IOException {
    report(() -> ResultReport.writeWithoutNumbers(registry, out, manifest, certificate));
  }

  /** Writes the report; prints a warning if the directory is not writable. */
  private static void report(Reporting reporting) throws IOException {
    try {
      reporting.write();
    } catch (Failure failure) {
      if (failure.kind() != Failure.Kind.INPUT) {
        throw failure;
      }
      System.err.println("warning: " + failure.getMessage());
    }
  }

  private void warn(IOException e) {
    System.err.printf(
        "warning: cannot write %s/%s (%s); the findings are only printed%n",
        out.location().text(), Certificate.FILE, e.getMessage());
  }
}
