package io.sparkhessian.benchmark;

import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.tasks.ClusterMemory;
import io.sparkhessian.io.data.SampleData;
import io.sparkhessian.job.Job;
import io.sparkhessian.registry.Registry;
import io.sparkhessian.run.JobRun;
import io.sparkhessian.run.Phases;
import io.sparkhessian.run.ResultReport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * What Spark adds to the kernels: the Hessian of a network on the digits by the bare kernels, by a
 * job in the same warm JVM, by the whole process of the start script, and by that of PyTorch.
 *
 * <p>Arguments: widths, from 64 to 10; rounds; and a way of PyTorch, such as {@code
 * libtorch:tuned1}.
 */
final class OverheadBenchmark {
  private static final Path DIGITS = Path.of("data", "digits", "digits.csv");
  private static final String MASTER = "local[" + Parallel.CORES + "]";
  private static final String KERNELS = "kernels" + Parallel.threads(Parallel.CORES);
  private static final String ROWS = "phase 'rows' of the job in this JVM";
  private static final String JOB = "job in this JVM";
  private static final String PROCESS = "spark-hessian run, start to exit";

  /** Whole processes get fewer runs: they vary less, against their time. */
  private static final int PROCESS_RUNS = 5;

  private final JavaSparkContext spark;
  private final Job job;
  private Phases phases = new Phases();

  private OverheadBenchmark(JavaSparkContext spark, Job job) {
    this.spark = spark;
    this.job = job;
  }

  public static void main(String[] arguments) throws Exception {
    int rounds = Integer.parseInt(arguments[1]);
    try (SparkSession session = SparkSession.builder().master(MASTER).getOrCreate();
        GeneratedJob generated = new GeneratedJob("overhead", new Network(arguments[0]), DIGITS)) {
      JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
      String name = generated.file().toString();
      Job job = Registry.STANDARD.jobs().read(name, Files.readString(generated.file()), List.of());
      OverheadBenchmark benchmark = new OverheadBenchmark(spark, job);
      LoadedJob loaded = benchmark.load(session);
      BareKernels kernels =
          new BareKernels(loaded.problem(), ((SampleData.Local) loaded.data()).samples());
      Timing timing =
          new Timing()
              .add(KERNELS, kernels.hessian(Parallel.CORES))
              .add(JOB, () -> benchmark.run(benchmark.load(session)))
              .addMeasured(ROWS, rounds, () -> benchmark.phases.seconds().get("rows"))
              .add(PROCESS, PROCESS_RUNS, () -> Submission.run(generated, "--master", MASTER));
      List<HessianWay> ways = arguments.length > 2 ? HessianWay.parse(arguments[2]) : List.of();
      Path problem = Scratch.of("overhead.problem");
      Network.write(kernels, problem);
      for (HessianWay way : ways) {
        int n = kernels.samples().count();
        timing.add(process(way), PROCESS_RUNS, () -> once(way.start(arguments[0], n, problem)));
      }
      timing.run(Math.min(5, rounds), rounds);
      Files.delete(problem);
      timing.print("Overhead of Spark, %s, %s, %s".formatted(arguments[0], kernels.size(), MASTER));
      for (String over : List.of(ROWS, JOB, PROCESS)) {
        double seconds = timing.median(over) - timing.median(KERNELS);
        Timing.say(
            "%s: %.0f %% over the kernels, %.2f s",
            over, 100 * seconds / timing.median(KERNELS), seconds);
      }
      for (HessianWay way : ways) {
        Timing.say("%s: %.1f times our process", process(way), timing.ratio(process(way), PROCESS));
      }
    }
  }

  private LoadedJob load(SparkSession session) throws IOException {
    phases = new Phases();
    long limit = ClusterMemory.broadcastLimit(spark);
    return phases.time("read", () -> Registry.STANDARD.load(session, job, limit));
  }

  private void run(LoadedJob loaded) throws IOException {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    ResultReport report = new ResultReport(spark, Registry.STANDARD);
    new JobRun(spark, loaded, Registry.STANDARD, phases, nowhere, false, report).run(true);
  }

  private static String process(HessianWay way) {
    return way + ", start to exit";
  }

  private static void once(Rival rival) throws IOException {
    try (rival) {
      rival.run();
    }
  }
}
