package io.sparkhessian.quantity;

import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.job.QuantityReader;
import io.sparkhessian.job.QuantitySpec;
import io.sparkhessian.quantity.export.ResultExport;
import io.sparkhessian.quantity.report.ResultNumbers;
import io.sparkhessian.quantity.report.Sections;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A value of {@code compute}: its keys and settings, title, {@link Computation}, report sections
 * and exports.
 *
 * @param <S> type of the settings
 */
public interface Quantity<S extends QuantitySpec> extends QuantityReader<S> {
  /** Returns the top-level files and directories of the result, the most important first. */
  List<String> files();

  /** Returns the directories among {@link #files} whose files a run commits one at a time. */
  default Set<String> durable() {
    return Set.of();
  }

  /** Returns the title, a noun phrase without an article: "exact diagonal of the Hessian". */
  String title(S spec);

  /** Returns the clause that follows the title and gives the counts of parameters and samples. */
  default String scope(String parameters, String samples) {
    return " of %s%s".formatted(parameters, samples.isEmpty() ? "" : " over " + samples);
  }

  /** Returns the computation of a job, with derivative graphs and plan. */
  Computation<?> computation(LoadedJob loaded, S spec, Planner planner);

  /** Returns the report's label for the {@code tile} of the plan. */
  default String tileLabel() {
    return "Rows and columns of a tile";
  }

  /** Reads a result and returns the sections of its report. */
  Sections sections(JavaSparkContext spark, ResultNumbers numbers, S spec) throws IOException;

  /** Returns the exportable parts of a finished result. */
  default List<ResultExport> exports(OutputDirectory out, Manifest manifest, S spec)
      throws IOException {
    return List.of();
  }
}
