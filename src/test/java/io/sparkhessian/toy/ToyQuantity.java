package io.sparkhessian.toy;

import io.sparkhessian.curvature.CurvatureProduct;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.job.QuantitySection;
import io.sparkhessian.quantity.Computation;
import io.sparkhessian.quantity.Quantity;
import io.sparkhessian.quantity.report.ResultNumbers;
import io.sparkhessian.quantity.report.Sections;
import io.sparkhessian.report.diagnosis.MatrixKind;
import io.sparkhessian.report.figure.Distribution;
import java.io.IOException;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/** A quantity that only tests know: the sums of the rows of the Hessian, times a factor. */
public final class ToyQuantity implements Quantity<ToySpec> {
  static final String WORD = "row-sums";

  @Override
  public String word() {
    return WORD;
  }

  @Override
  public List<String> keys() {
    return List.of("factor");
  }

  @Override
  public ToySpec read(QuantitySection section) {
    return new ToySpec(section.notNegative("factor", 1));
  }

  @Override
  public List<String> files() {
    return List.of(ToyComputation.FILE);
  }

  @Override
  public String title(ToySpec spec) {
    return "row sums of the Hessian";
  }

  @Override
  public Computation<?> computation(LoadedJob loaded, ToySpec spec, Planner planner) {
    CurvatureProduct product = new CurvatureProduct(loaded.problem());
    return new ToyComputation(spec, product, planner.products(product, 1));
  }

  @Override
  public Sections sections(JavaSparkContext spark, ResultNumbers numbers, ToySpec spec)
      throws IOException {
    Distribution.Words words =
        new Distribution.Words("sums", "Sums of the rows", "Layer", "Parameter", "sum");
    double[] sums = numbers.vector(ToyComputation.FILE).orElseThrow();
    return Sections.of(
        List.of(),
        numbers.evidence(MatrixKind.HESSIAN, new double[0]),
        List.of(),
        List.of(numbers.distribution(words, sums).chapter()));
  }
}
