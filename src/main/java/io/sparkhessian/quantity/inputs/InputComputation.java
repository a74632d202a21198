package io.sparkhessian.quantity.inputs;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.InputDerivative;
import io.sparkhessian.curvature.InputFunction;
import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.distributed.plan.BlockTask;
import io.sparkhessian.distributed.plan.InputTasks;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.tasks.Chunks;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.io.export.NumberedNames;
import io.sparkhessian.io.file.FileEntry;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.io.samples.SampleRange;
import io.sparkhessian.io.samples.SampleTable;
import io.sparkhessian.job.yaml.NearestName;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.quantity.Computation;
import io.sparkhessian.quantity.Line;
import io.sparkhessian.quantity.check.Check;
import io.sparkhessian.quantity.export.ResultExport;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Computes derivatives with respect to the features of each sample. Each task writes one file of a
 * range of samples.
 *
 * @param names names of the differentiated features, in the order of the results
 */
public record InputComputation(InputSpec spec, InputTasks inputs, List<String> names, Plan plan)
    implements Computation<InputStatistics> {
  /** File of the names of the differentiated features, in the order of the results. */
  public static final String NAMES = "inputs.csv";

  static InputComputation of(LoadedJob loaded, InputSpec spec, Planner planner) {
    InputFunction function = function(loaded, spec);
    int edge = function.columns().length;
    if (!spec.isLaplacian()) {
      InputTasks.requireSize(edge, spec.form() == TriangleForm.FULL);
    }
    InputTasks inputs =
        InputTasks.of(
            spec.isLaplacian()
                ? InputDerivative.value(function)
                : InputDerivative.gradient(function),
            spec.isLaplacian()
                ? InputDerivative.laplacian(function)
                : InputDerivative.hessian(function),
            spec.tableForm(),
            edge,
            loaded.data().shape());
    return new InputComputation(spec, inputs, names(loaded, function), planner.inputs(inputs));
  }

  /** Returns the directory of the files, in the output directory. */
  public String directory() {
    return spec.word();
  }

  /** Returns the function that the job differentiates, restricted to the job's columns. */
  static InputFunction function(LoadedJob loaded, InputSpec spec) {
    InputFunction function =
        spec.output().isPresent()
            ? InputFunction.ofOutput(loaded.problem(), spec.output().getAsInt(), spec.outputKey())
            : InputFunction.ofLoss(loaded.problem());
    InputFunction named = function.named(loaded.featureNames());
    return spec.columns().isEmpty() ? named : named.by(columns(loaded, spec));
  }

  private static int[] columns(LoadedJob loaded, InputSpec spec) {
    List<String> known = loaded.featureNames();
    return spec.columns().stream()
        .mapToInt(
            name -> {
              int at = known.indexOf(name);
              if (at < 0) {
                throw Failure.input(
                    "inputs.columns: the data have no feature '%s'; did you mean '%s'?"
                        .formatted(name, NearestName.to(name, known).orElseThrow()));
              }
              return at;
            })
        .toArray();
  }

  private static List<String> names(LoadedJob loaded, InputFunction function) {
    List<String> names = new ArrayList<>();
    for (int column : function.columns()) {
      names.add(loaded.featureNames().get(column));
    }
    return names;
  }

  public SampleTable table() {
    return inputs.table();
  }

  @Override
  public double trial(BlockTask task, List<Samples> chunks, DenseKernels dense) {
    Chunks samples = new Chunks(0, chunks);
    int available = chunks.stream().mapToInt(Samples::count).sum();
    int count = Math.min(available, task.rows());
    try {
      InputRows.inMemory(table(), inputs.firstOrder(), inputs.secondOrder())
          .compute(new SampleRange(0, count), samples, dense, batch -> {});
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return task.flops() * count / task.rows();
  }

  /** Returns the computation of rows, which is sent to the tasks. */
  public InputRows rows(SerializableConfiguration hadoop, String place) {
    return new InputRows(hadoop, place, table(), inputs.firstOrder(), inputs.secondOrder());
  }

  @Override
  public String phase() {
    return "rows";
  }

  @Override
  public Written<InputStatistics> write(
      DistributedProblem problem, OutputDirectory out, Progress.Counter done) throws IOException {
    try (OutputStream file = out.create(NAMES)) {
      NumberedNames.write(file, names);
    }
    InputRows rows = rows(problem.hadoop(), out.child(directory()).absolute());
    List<InputReport> reports = new ArrayList<>(InputFiles.of(problem, rows).finished());
    int finished = reports.size();
    reports.forEach(report -> done.add(report.range().count()));
    Set<SampleRange> stored = reports.stream().map(InputReport::range).collect(Collectors.toSet());
    List<SampleRange> missing =
        table().ranges().stream().filter(range -> !stored.contains(range)).toList();
    reports.addAll(InputFiles.of(problem, rows).write(missing, done));
    reports.sort(Comparator.comparingInt(report -> report.range().from()));
    List<FileEntry> files = new ArrayList<>();
    InputStatistics all = InputStatistics.EMPTY;
    for (InputReport report : reports) {
      files.add(report.file().in(directory()));
      all = all.and(report.statistics());
    }
    return new Written<>(all, files, finished);
  }

  @Override
  public List<Line> pieces() {
    return List.of(
        new Line(
            "files",
            "%s of %s, one task each, with %s"
                .formatted(
                    Amounts.counted(plan.tasks().size(), "file"),
                    Amounts.counted(plan.tile(), "sample"),
                    Amounts.flops(plan.tasks().get(0).flops()))));
  }

  @Override
  public boolean replacesProducts() {
    return false;
  }

  @Override
  public List<Line> summary(InputStatistics statistics) {
    return new InputSummary(this, statistics).lines();
  }

  @Override
  public Check check(LoadedJob loaded, OutputDirectory out, Manifest manifest) {
    return new InputCheck(this, loaded, out, manifest);
  }

  @Override
  public List<ResultExport> exports(OutputDirectory out, List<String> parameterNames) {
    return List.of(new InputExport(out, directory(), table(), names));
  }
}
