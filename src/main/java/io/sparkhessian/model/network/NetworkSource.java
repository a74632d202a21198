package io.sparkhessian.model.network;

import io.sparkhessian.job.yaml.Choice;
import io.sparkhessian.job.yaml.YamlNode;
import io.sparkhessian.job.yaml.YamlScalar;
import io.sparkhessian.job.yaml.YamlSection;
import io.sparkhessian.model.Model;
import io.sparkhessian.model.ObjectiveSource;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.MultilayerPerceptron;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** The type {@code mlp}: a fully connected network with a named loss. */
public final class NetworkSource implements ObjectiveSource<NetworkSpec> {
  static final String WORD = "mlp";

  private static final Choice<Activation> ACTIVATIONS = new Choice<>(Activation.class);
  private static final Choice<Loss> LOSSES = new Choice<>(Loss.class);

  /** Largest number of elements of a vector. */
  private static final int MOST_WEIGHTS = Integer.MAX_VALUE - 8;

  @Override
  public String word() {
    return WORD;
  }

  @Override
  public List<String> keys() {
    return List.of("layers", "activation", "loss", "intercept");
  }

  @Override
  public NetworkSpec read(YamlSection section) {
    return new NetworkSpec(
        layers(section),
        ACTIVATIONS.read(section, "activation").orElse(Activation.TANH),
        LOSSES
            .read(section, "loss")
            .orElseThrow(() -> section.missing("loss", "give one of " + LOSSES.names())),
        section.scalar("intercept", "true or false").map(YamlScalar::flag).orElse(true));
  }

  private static List<Integer> layers(YamlSection section) {
    YamlNode given =
        section
            .find("layers")
            .orElseThrow(
                () -> section.missing("layers", "give the widths, inputs first: [64, 32, 10]"));
    List<Integer> layers =
        section.list("layers", "a whole number", width -> width.integer(1, Integer.MAX_VALUE));
    if (layers.size() < 2) {
      throw given.wrong("must have at least two widths, inputs first: [64, 32, 10]");
    }
    double weights = weights(layers);
    if (weights > MOST_WEIGHTS) {
      throw given.wrong(
          "must have at most %,d weights in all, these widths have %,.0f"
              .formatted(MOST_WEIGHTS, weights));
    }
    return layers;
  }

  private static double weights(List<Integer> layers) {
    double sum = 0;
    for (int layer = 1; layer < layers.size(); layer++) {
      sum += (layers.get(layer - 1) + 1.0) * layers.get(layer);
    }
    return sum;
  }

  @Override
  public Model load(Configuration hadoop, NetworkSpec spec) {
    return (columns, parameters) ->
        new MultilayerPerceptron(
            spec.layers(), spec.activation(), spec.lossOfOutputs(), spec.intercept());
  }
}
