package io.sparkhessian.spark.check;

import io.sparkhessian.curvature.InputFunction;
import io.sparkhessian.io.Manifest;
import io.sparkhessian.io.NumberedNames;
import io.sparkhessian.io.OutputDirectory;
import io.sparkhessian.io.SampleTable;
import io.sparkhessian.spark.compute.InputComputation;
import io.sparkhessian.spark.operators.Probes;
import io.sparkhessian.spark.problem.InputRows;
import io.sparkhessian.spark.problem.LoadedJob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;

/**
 * Checks stored derivatives by the inputs: some samples' against central differences of their
 * gradients, and of all samples values and gradients computed again, and the products of the
 * Hessians with a random vector by another path, or the Laplacians computed again.
 */
public record InputCheck(
    InputComputation computation, LoadedJob loaded, OutputDirectory out, Manifest manifest)
    implements Check {
  @Override
  public Findings run(CheckingTasks tasks, int count, Random random) throws IOException {
    SampleTable table = computation.table();
    InputFunction function = InputComputation.function(loaded);
    List<Integer> chosen = Probes.numbers(random, count, table.samples());
    double[] vector = Probes.gaussian(random, 1, table.edge()).data;
    InputRows rows =
        computation.rows(tasks.hadoop(), out.child(computation.directory()).absolute());
    InputErrors found =
        tasks.errors(table.ranges(), new InputComparison(rows, function, vector, chosen)).stream()
            .reduce(InputErrors.NONE, InputErrors::and);
    tasks.addKinks(found.kinks());
    boolean matrices = table.form() != SampleTable.Form.TRACE;
    List<Recomputed> recomputed = FirstOrderCheck.of(loaded, out, manifest, tasks, found.largest());
    recomputed.add(new Recomputed(InputComputation.NAMES, names(computation.names())));
    String column = computation.directory() + (matrices ? " values and gradients" : " values");
    recomputed.add(new Recomputed(column, found.firstOrder().relative(0)));
    if (!matrices) {
      recomputed.add(new Recomputed(computation.directory(), found.all().relative(0)));
    }
    recomputed.addAll(
        new CopiedFiles(tasks, out, manifest)
            .of(computation.directory(), table, computation.names()));
    return new Findings(
        "samples",
        Findings.DIFFERENCES_OF_GRADIENT,
        chosen,
        found.differences().relative(found.largest()),
        matrices ? OptionalDouble.of(found.all().relative(0)) : OptionalDouble.empty(),
        table.form() == SampleTable.Form.FULL
            ? OptionalDouble.of(found.symmetry().relative(0))
            : OptionalDouble.empty(),
        recomputed);
  }

  /** 0 where the names are those of the job, else 1. */
  private double names(List<String> expected) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    NumberedNames.write(bytes, expected);
    try (InputStream stored = out.child(InputComputation.NAMES).open()) {
      return Arrays.equals(bytes.toByteArray(), stored.readAllBytes()) ? 0 : 1;
    }
  }
}
