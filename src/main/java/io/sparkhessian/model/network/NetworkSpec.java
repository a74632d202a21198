package io.sparkhessian.model.network;

import io.sparkhessian.job.ObjectiveSpec;
import io.sparkhessian.job.yaml.Choice;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.Loss;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings of a fully connected network.
 *
 * @param layers the widths, inputs first, at least two
 * @param activation of the hidden layers
 * @param lossOfOutputs the loss
 * @param intercept whether there are biases
 */
public record NetworkSpec(
    List<Integer> layers, Activation activation, Loss lossOfOutputs, boolean intercept)
    implements ObjectiveSpec {
  private static final Set<Activation> ODD =
      Set.of(Activation.TANH, Activation.SIGMOID, Activation.IDENTITY);

  public NetworkSpec {
    layers = List.copyOf(layers);
  }

  @Override
  public String word() {
    return NetworkSource.WORD;
  }

  @Override
  public Map<String, Object> resolved() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("layers", layers.stream().map(Integer::longValue).toList());
    map.put("activation", Choice.name(activation));
    map.put("loss", Choice.name(lossOfOutputs));
    map.put("intercept", intercept);
    return map;
  }

  @Override
  public String description() {
    return "%s %s, %s, %s"
        .formatted(
            word(),
            layers.stream().map(String::valueOf).collect(Collectors.joining("-")),
            Choice.name(activation),
            Choice.name(lossOfOutputs));
  }

  @Override
  public Optional<Loss> loss() {
    return Optional.of(lossOfOutputs);
  }

  @Override
  public boolean freeShifts() {
    return lossOfOutputs == Loss.CROSS_ENTROPY;
  }

  @Override
  public boolean canSeparate() {
    return lossOfOutputs == Loss.LOGISTIC || lossOfOutputs == Loss.CROSS_ENTROPY;
  }

  /** A sigmoid is odd but for a constant, which the next bias takes up. */
  @Override
  public boolean mirrorsUnits() {
    return ODD.contains(activation);
  }
}
