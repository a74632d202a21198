package io.sparkhessian.quantity.inputs;

import io.sparkhessian.curvature.InputFunction;
import io.sparkhessian.curvature.spectral.Probes;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.io.export.NumberedNames;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.io.samples.SampleRange;
import io.sparkhessian.io.samples.SampleTable;
import io.sparkhessian.quantity.check.Check;
import io.sparkhessian.quantity.check.ExportComparison;
import io.sparkhessian.quantity.check.Findings;
import io.sparkhessian.quantity.check.FirstOrderCheck;
import io.sparkhessian.quantity.check.Recomputed;
import io.sparkhessian.quantity.check.VerificationTasks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.apache.spark.broadcast.Broadcast;

/**
 * Checks stored derivatives with respect to the inputs. Recomputes the values and gradients of all
 * samples, and their Laplacians or the products of their Hessians with a random vector. Compares
 * the second derivatives of some samples with central differences of their gradients.
 */
public record InputCheck(
    InputComputation computation, LoadedJob loaded, OutputDirectory out, Manifest manifest)
    implements Check {
  @Override
  public Findings run(VerificationTasks tasks, int count, Random random) throws IOException {
    SampleTable table = computation.table();
    InputFunction function = InputComputation.function(loaded, computation.spec());
    List<Integer> chosen = Probes.numbers(random, count, table.samples());
    double[] vector = Probes.gaussian(random, 1, table.edge()).data;
    InputRows rows =
        computation.rows(tasks.hadoop(), out.child(computation.directory()).absolute());
    InputErrors found =
        errors(tasks, table.ranges(), new InputComparison(rows, function, vector, chosen)).stream()
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
        new ExportComparison(tasks, out, manifest)
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

  /** Returns 0 if the stored names are those of the job, else 1. */
  private double names(List<String> expected) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    NumberedNames.write(bytes, expected);
    try (InputStream stored = out.child(InputComputation.NAMES).open()) {
      return Arrays.equals(bytes.toByteArray(), stored.readAllBytes()) ? 0 : 1;
    }
  }

  /** Compares stored rows with recomputed values; each task compares one range of samples. */
  private static List<InputErrors> errors(
      VerificationTasks tasks, List<SampleRange> ranges, InputComparison comparison) {
    Broadcast<InputComparison> toAll = tasks.tasks().share(comparison);
    return tasks
        .samples()
        .ranges(
            tasks.tasks(),
            ranges,
            "stored rows of samples",
            "comparison with products and with differences of gradients",
            (range, chunks, dense) -> toAll.value().of(range, chunks, dense));
  }
}
