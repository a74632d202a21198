package io.sparkhessian.cli;

import io.sparkhessian.Failure;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.job.Job;
import io.sparkhessian.quantity.check.Findings;
import io.sparkhessian.registry.Registry;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code verify}: checks a stored result against its job. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description =
        "Checks a result: its files, random parts by differences of the gradient, products H·v.")
final class VerifyCommand implements Callable<Integer> {
  private final Registry registry;

  VerifyCommand(Registry registry) {
    this.registry = registry;
  }

  @Mixin private ResultArguments result;

  @Option(
      names = "--samples",
      paramLabel = "K",
      description =
          "Number of random rows, or vectors of products, to recompute (${DEFAULT-VALUE}).")
  private int samples = 8;

  @Option(names = "--seed", description = "Seed of the random choice (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Override
  public Integer call() throws IOException {
    if (samples < 1) {
      throw Failure.input("--samples is %d; give 1 or more".formatted(samples));
    }
    String output = result.output();
    OutputDirectory out = result.open(registry);
    Manifest manifest = out.requireFinished();
    Job job = registry.jobs().ofResolved(output + "/manifest.json", manifest.jobFromAnywhere());
    VerifyRunner runner = new VerifyRunner(registry, output, out, manifest, seed);
    runner.start();
    runner.checkFiles();
    try (Session session = new Session("verify " + job.name())) {
      Findings findings = runner.checkNumbers(session, job, samples);
      System.out.print(VerifySummary.of(output, manifest, findings, seed));
      if (!findings.isCorrect()) {
        throw Failure.numbers(
            "%s: the stored numbers are wrong (%s); run the job again with --overwrite"
                .formatted(output, String.join(", ", findings.failed())));
      }
    }
    return 0;
  }
}
