package io.sparkhessian.quantity.inputs;

import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.job.QuantitySection;
import io.sparkhessian.job.yaml.Choice;
import io.sparkhessian.quantity.Computation;
import io.sparkhessian.quantity.Quantity;
import io.sparkhessian.quantity.export.ResultExport;
import io.sparkhessian.quantity.report.ResultNumbers;
import io.sparkhessian.quantity.report.Sections;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;

/** The Hessians and the Laplacians with respect to the features of each sample. */
public enum InputQuantity implements Quantity<InputSpec> {
  INPUT_HESSIAN,
  INPUT_LAPLACIAN;

  @Override
  public String word() {
    return Choice.name(this);
  }

  @Override
  public boolean byInputs() {
    return true;
  }

  @Override
  public List<String> keys() {
    return List.of(InputReader.SECTION);
  }

  @Override
  public Map<String, List<String>> sections() {
    return Map.of(InputReader.SECTION, InputReader.KEYS);
  }

  @Override
  public InputSpec read(QuantitySection section) {
    return new InputReader(section, this).read();
  }

  @Override
  public List<String> files() {
    return List.of(word(), word() + ".npy", word() + ".csv", InputComputation.NAMES);
  }

  @Override
  public Set<String> durable() {
    return Set.of(word());
  }

  @Override
  public String title(InputSpec spec) {
    String function =
        spec.output().isEmpty()
            ? "loss"
            : "%s %d"
                .formatted(spec.ofClass() ? "score of class" : "output", spec.output().getAsInt());
    return "exact %s of the %s with respect to %s"
        .formatted(
            this == INPUT_LAPLACIAN ? "Laplacian" : "Hessian",
            function,
            spec.columns().isEmpty() ? "the features" : String.join(", ", spec.columns()));
  }

  @Override
  public String scope(String parameters, String samples) {
    return ", for each of " + samples;
  }

  @Override
  public Computation<?> computation(LoadedJob loaded, InputSpec spec, Planner planner) {
    return InputComputation.of(loaded, spec, planner);
  }

  @Override
  public String tileLabel() {
    return "Samples in a row group";
  }

  @Override
  public Sections sections(JavaSparkContext spark, ResultNumbers numbers, InputSpec spec)
      throws IOException {
    return new InputSections(spark, numbers).read(spec);
  }

  @Override
  public List<ResultExport> exports(OutputDirectory out, Manifest manifest, InputSpec spec)
      throws IOException {
    out.requireUnaltered(manifest, InputComputation.NAMES);
    return List.of(InputExport.of(out, manifest, spec));
  }
}
