package io.sparkhessian.job;

import io.sparkhessian.job.yaml.PlainValues;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.Loss;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The objective as the job file describes it.
 *
 * @param type which maker builds it
 * @param layers mlp: the widths, inputs first, at least two; else empty
 * @param activation mlp: that of the hidden layers; else identity
 * @param loss the loss: chosen for an mlp, implied by the type of a linear model, without meaning
 *     for a class
 * @param intercept whether there are biases or an intercept; false for a class
 * @param classes softmax: the number of classes where the file gives it, at least two
 * @param className class: the public class that implements the objective
 * @param arguments class: plain values (String, Long, Double, Boolean, List, Map) for its
 *     constructor
 */
public record ObjectiveSpec(
    ObjectiveType type,
    List<Integer> layers,
    Activation activation,
    Loss loss,
    boolean intercept,
    OptionalInt classes,
    Optional<String> className,
    Map<String, Object> arguments) {

  public ObjectiveSpec {
    layers = List.copyOf(layers);
    arguments = PlainValues.copy(arguments);
  }
}
