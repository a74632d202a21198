package io.sparkhessian.cli;

import io.sparkhessian.Failure;
import io.sparkhessian.io.output.Certificate;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.run.Versions;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Writes the certificate of a verification; a place where nothing can be written gets none. */
final class Certifying {
  private final OutputDirectory out;
  private final long seed;

  Certifying(OutputDirectory out, long seed) {
    this.out = out;
    this.seed = seed;
  }

  void begin() {
    try {
      Certificate.remove(out);
    } catch (IOException e) {
      warn(e);
    }
  }

  /** The certificate, if it could be written. */
  Optional<Certificate> end(List<Certificate.Check> checks) {
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

  /** Something that writes the page about the result. */
  interface Reporting {
    void write() throws IOException;
  }

  /** Writes the page, or warns that it cannot be: what was found is worth more. */
  void report(Reporting reporting) throws IOException {
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
        "warning: %s/%s cannot be written (%s); what is printed is all there is%n",
        out.location().text(), Certificate.FILE, e.getMessage());
  }
}
