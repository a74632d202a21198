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
 * A value of {@code compute}: how a job file asks for it, what it is called, how it is computed and
 * checked ({@link Computation}), and how a finished result is shown and exported.
 *
 * @param <S> its settings
 */
public interface Quantity<S extends QuantitySpec> extends QuantityReader<S> {
  /**
   * Returns the files and directories that it writes at the top of an output directory, the most
   * important first.
   */
  List<String> files();

  /** Returns the directories among them whose files are committed one by one during a run. */
  default Set<String> durable() {
    return Set.of();
  }

  /** Returns a noun phrase without an article, such as "exact diagonal of the Hessian". */
  String title(S spec);

  /** Returns the clause after the title that counts parameters and samples. */
  default String scope(String parameters, String samples) {
    return " of %s%s".formatted(parameters, samples.isEmpty() ? "" : " over " + samples);
  }

  /** Returns the computation of a job: its derivative graphs and its plan. */
  Computation<?> computation(LoadedJob loaded, S spec, Planner planner);

  /** Returns the label of the plan's {@code tile} in the report. */
  default String tileLabel() {
    return "Rows and columns of a tile";
  }

  /** Reads the sections of the report from a result. */
  Sections sections(JavaSparkContext spark, ResultNumbers numbers, S spec) throws IOException;

  /** Returns the parts of a finished result that can be exported. */
  default List<ResultExport> exports(OutputDirectory out, Manifest manifest, S spec)
      throws IOException {
    return List.of();
  }
}
