package io.sparkhessian.quantity.trace;

import io.sparkhessian.curvature.CurvatureProduct;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.job.QuantitySection;
import io.sparkhessian.job.yaml.Choice;
import io.sparkhessian.quantity.BlockChoice;
import io.sparkhessian.quantity.Computation;
import io.sparkhessian.quantity.MatrixChoice;
import io.sparkhessian.quantity.Quantity;
import io.sparkhessian.quantity.products.OperatorPart;
import io.sparkhessian.quantity.products.ProductsQuantity;
import io.sparkhessian.quantity.report.ResultNumbers;
import io.sparkhessian.quantity.report.Sections;
import io.sparkhessian.report.diagnosis.MatrixKind;
import java.io.IOException;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/** Traces, estimated from products with random vectors. */
public final class TraceQuantity implements Quantity<TraceSpec> {
  static final String WORD = "trace";

  private static final Choice<TraceMethod> METHODS = new Choice<>(TraceMethod.class);

  @Override
  public String word() {
    return WORD;
  }

  @Override
  public List<String> keys() {
    return List.of("of", "empirical", BlockChoice.KEY, "method", "probes", "seed");
  }

  @Override
  public TraceSpec read(QuantitySection section) {
    MatrixChoice of = MatrixChoice.read(section);
    TraceMethod method = METHODS.read(section.root(), "method").orElse(TraceMethod.HUTCH_PLUS_PLUS);
    int fewest = TraceSpec.fewestProbes(method);
    int probes = section.probes(fewest, TraceSpec.PROBES);
    return new TraceSpec(of, BlockChoice.read(section), method, probes, section.seed());
  }

  @Override
  public List<String> files() {
    return List.of(StoredTrace.FILE);
  }

  @Override
  public String title(TraceSpec spec) {
    return "estimated trace of the " + spec.of().title();
  }

  @Override
  public Computation<?> computation(LoadedJob loaded, TraceSpec spec, Planner planner) {
    CurvatureProduct product = spec.of().matrix().product(loaded.problem());
    int size = loaded.problem().layout().size();
    Plan plan =
        planner
            .products(product, TraceComputation.batch(spec, size))
            .withState(TraceComputation.bytes(spec, size), "fewer probes");
    List<OperatorPart> parts = OperatorPart.of(loaded.problem(), spec.blocks());
    return new TraceComputation(spec, parts, product, planner, plan);
  }

  @Override
  public String tileLabel() {
    return ProductsQuantity.TILE_LABEL;
  }

  @Override
  public Sections sections(JavaSparkContext spark, ResultNumbers numbers, TraceSpec spec)
      throws IOException {
    MatrixKind kind = spec.of().kind();
    TraceChapter trace = new TraceChapter(kind, StoredTrace.read(numbers.out()));
    return Sections.of(
        trace.facts(),
        numbers.evidence(kind, new double[0]),
        trace.findings(),
        List.of(trace.chapter()));
  }
}
