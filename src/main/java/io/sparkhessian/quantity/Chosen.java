package io.sparkhessian.quantity;

import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.io.data.SampleData;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.job.QuantitySpec;
import io.sparkhessian.quantity.export.ResultExport;
import io.sparkhessian.quantity.report.ResultNumbers;
import io.sparkhessian.quantity.report.Sections;
import java.io.IOException;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/** A quantity bound to the settings of a job. */
public record Chosen<S extends QuantitySpec>(Quantity<S> quantity, S spec) {
  /** Returns the title: a noun phrase without an article. */
  public String title() {
    return quantity.title(spec);
  }

  /**
   * Returns the title followed by the counts of parameters and samples.
   *
   * @param samples count of samples; empty without data
   */
  public String headline(String parameters, String samples) {
    return title() + quantity.scope(parameters, samples);
  }

  public Computation<?> computation(LoadedJob loaded) {
    Planner planner =
        new Planner(loaded.problem().layout(), loaded.data().shape(), loaded.job().tile());
    return quantity.computation(
        loaded,
        spec,
        loaded.data() instanceof SampleData.Partitioned spread
            ? planner.partitioned(spread.largestGroup())
            : planner);
  }

  public Sections sections(JavaSparkContext spark, ResultNumbers numbers) throws IOException {
    return quantity.sections(spark, numbers, spec);
  }

  public List<ResultExport> exports(OutputDirectory out, Manifest manifest) throws IOException {
    return quantity.exports(out, manifest, spec);
  }
}
