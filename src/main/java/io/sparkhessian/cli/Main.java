package io.sparkhessian.cli;

import io.sparkhessian.Failure;
import io.sparkhessian.job.yaml.NearestName;
import io.sparkhessian.registry.Registry;
import io.sparkhessian.run.Versions;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.FSError;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line, which {@code submit/spark-hessian} starts. */
@Command(
    name = "spark-hessian",
    description =
        "Exact second derivatives of a model's loss, on one laptop or on a Spark cluster.",
    versionProvider = Main.Version.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      ExplainCommand.class,
      VerifyCommand.class,
      ExportCommand.class,
      ReportCommand.class
    },
    footerHeading =
        "%nSpark's own flags (--master, --conf k=v, --driver-memory, --jars, ...) pass through.%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:success",
      "1:unexpected failure: a bug, a lost cluster or a full disk",
      "2:invalid command, job file or input",
      "3:wrong numbers: NaN, infinity or a failed check",
      "4:refused: the job does not fit in memory, or the output belongs to another job"
    })
public final class Main implements Callable<Integer> {
  /** The exit code of a bug or a lost cluster. */
  static final int UNEXPECTED = 1;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show Spark's log, and stack traces of errors.")
  private boolean verbose;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"spark-hessian " + Versions.application()};
    }
  }

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(spec.commandLine(), "no command given");
  }

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT); // the same number format everywhere
    System.exit(execute(arguments));
  }

  /** Runs a command line and returns its exit code. */
  static int execute(String... arguments) {
    return execute(Registry.STANDARD, arguments);
  }

  /** Runs a command line with the quantities of a registry. */
  static int execute(Registry registry, String... arguments) {
    Main main = new Main();
    CommandLine line =
        new CommandLine(main, new CommandFactory(registry))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(Main::wrongCommand)
            .setExecutionExceptionHandler(
                (thrown, command, parsed) -> failed(thrown, main.verbose));
    try {
      return line.execute(arguments);
    } catch (Error e) { // picocli does not catch a full disk or heap, or a stack overflow
      return failed(e, main.verbose);
    }
  }

  private static int wrongCommand(CommandLine.ParameterException wrong, String[] arguments) {
    String advice = "see --help";
    if (wrong instanceof CommandLine.UnmatchedArgumentException unmatched) {
      Set<String> commands = unmatched.getCommandLine().getSubcommands().keySet();
      String first = unmatched.getUnmatched().get(0);
      if (!commands.isEmpty() && first.matches(".*\\.ya?ml")) {
        print("unknown command '%s'; did you mean 'run %s'?".formatted(first, first));
        return Failure.Kind.INPUT.exitCode();
      }
      if (!commands.isEmpty() && !first.startsWith("-")) {
        String nearest = NearestName.to(first, commands).orElseThrow();
        print("unknown command '%s'; did you mean '%s'?".formatted(first, nearest));
        return Failure.Kind.INPUT.exitCode();
      }
      List<String> near = unmatched.getSuggestions();
      advice = near.isEmpty() ? advice : "did you mean " + near.get(0) + "?";
    }
    print(wrong.getMessage() + "; " + advice);
    return Failure.Kind.INPUT.exitCode();
  }

  private static int failed(Throwable thrown, boolean verbose) {
    if (verbose) {
      thrown.printStackTrace();
    }
    if (isStopping()) {
      print("stopped by a signal; run the same command again to resume");
      return UNEXPECTED;
    }
    if (thrown instanceof Failure failure) {
      print(failure.getMessage());
      return failure.kind().exitCode();
    }
    if (thrown instanceof FSError) {
      print(thrown.getMessage() + "; a local disk fails; check the log of the operating system");
      return UNEXPECTED;
    }
    print(
        verbose
            ? thrown.toString()
            : thrown.toString().lines().findFirst().orElse("")
                + "; unexpected error: run again with --verbose for the stack trace");
    return UNEXPECTED;
  }

  /** Whether this process is shutting down, as after a signal, so that Spark calls fail. */
  private static boolean isStopping() {
    Thread hook = new Thread(() -> {}, "none");
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      Runtime.getRuntime().removeShutdownHook(hook);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  /** Prints an error on one line, without control characters, which input files may hold. */
  private static void print(String message) {
    String line = message.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cc}", " ");
    System.err.println("error: " + line);
  }
}
