package io.sparkhessian.toy;

import io.sparkhessian.Failure;
import io.sparkhessian.graph.Columns;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Node;
import io.sparkhessian.io.file.ContentDigest;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.io.parameters.ParameterVector;
import io.sparkhessian.job.ColumnRoles;
import io.sparkhessian.job.yaml.YamlSection;
import io.sparkhessian.model.Model;
import io.sparkhessian.model.ModelFile;
import io.sparkhessian.model.ObjectiveSource;
import io.sparkhessian.objective.Objective;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** A source that only tests know: ½ (y − e^(−k t))², whose rate k is in a file of the model. */
public final class ToyDecay implements ObjectiveSource<ToyDecaySpec> {
  static final String WORD = "decay";

  @Override
  public String word() {
    return WORD;
  }

  @Override
  public List<String> keys() {
    return List.of("time", "rate");
  }

  @Override
  public ToyDecaySpec read(YamlSection section) {
    return new ToyDecaySpec(
        section.string("time").orElseThrow(() -> section.missing("time", "name a column")),
        section.string("rate").orElseThrow(() -> section.missing("rate", "name a file")));
  }

  @Override
  public Model load(Configuration hadoop, ToyDecaySpec spec) {
    try (InputStream in = Location.of(hadoop, spec.rate()).open()) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      ContentDigest digest = new ContentDigest();
      digest.add(text);
      return new Decay(
          spec.time(), Double.parseDouble(text), new ModelFile(spec.rate(), digest.hex()));
    } catch (IOException | NumberFormatException e) {
      throw Failure.input(spec.rate() + ": holds no rate", e);
    }
  }

  private record Decay(String time, double rate, ModelFile file) implements Model, Objective {
    @Override
    public Objective objective(Columns columns, int parameters) {
      return this;
    }

    @Override
    public ColumnRoles roles(ColumnRoles named) {
      return named.withColumns(List.of(time));
    }

    @Override
    public Optional<ParameterVector> parameters() {
      return Optional.of(new ParameterVector(new double[] {rate}, Optional.of(List.of("k"))));
    }

    @Override
    public List<ModelFile> files() {
      return List.of(file);
    }

    @Override
    public Node define(GraphBuilder g, int features) {
      Node k = g.parameter("k", 1, 1);
      Node predicted = g.exp(g.multiply(-1, g.multiply(k, g.column(time, 1))));
      return g.multiply(0.5, g.squaredNorm(g.subtract(g.labels(1), predicted)));
    }
  }
}
