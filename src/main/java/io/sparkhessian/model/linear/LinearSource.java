package io.sparkhessian.model.linear;

import io.sparkhessian.Failure;
import io.sparkhessian.job.yaml.Choice;
import io.sparkhessian.job.yaml.YamlScalar;
import io.sparkhessian.job.yaml.YamlSection;
import io.sparkhessian.model.Model;
import io.sparkhessian.model.ObjectiveSource;
import io.sparkhessian.objective.LinearModel;
import io.sparkhessian.objective.Loss;
import java.util.List;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;

/** The linear models that a job file names by their losses. */
public enum LinearSource implements ObjectiveSource<LinearSpec> {
  LINEAR(Loss.SQUARED_ERROR, List.of("intercept")),
  LOGISTIC(Loss.LOGISTIC, List.of("intercept")),
  SOFTMAX(Loss.CROSS_ENTROPY, List.of("intercept", "classes")),
  POISSON(Loss.POISSON, List.of("intercept"));

  private final Loss loss;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is
  private final List<String> keys;

  LinearSource(Loss loss, List<String> keys) {
    this.loss = loss;
    this.keys = keys;
  }

  Loss loss() {
    return loss;
  }

  @Override
  public String word() {
    return Choice.name(this);
  }

  @Override
  public List<String> keys() {
    return keys;
  }

  @Override
  public LinearSpec read(YamlSection section) {
    return new LinearSpec(
        this,
        section.scalar("intercept", "true or false").map(YamlScalar::flag).orElse(true),
        section
            .scalar("classes", "a whole number")
            .map(classes -> OptionalInt.of(classes.integer(2, Integer.MAX_VALUE)))
            .orElse(OptionalInt.empty()));
  }

  @Override
  public Model load(Configuration hadoop, LinearSpec spec) {
    return (columns, parameters) ->
        new LinearModel(
            loss,
            this == SOFTMAX ? classes(spec, columns.features(), parameters) : 1,
            spec.intercept());
  }

  private static int classes(LinearSpec spec, int features, int parameters) {
    int each = features + (spec.intercept() ? 1 : 0);
    if (spec.classes().isPresent()) {
      int classes = spec.classes().getAsInt();
      if ((long) classes * each > Integer.MAX_VALUE) {
        throw Failure.input(
            "objective.classes: %d classes, each of %d parameters, are more than a job can have; correct it"
                .formatted(classes, each));
      }
      return classes;
    }
    if (parameters % each != 0 || parameters / each < 2) {
      throw Failure.input(
          ("parameters: %d of them are not K times %d, K ≥ 2 classes with %d coefficients%s each;"
                  + " check the file, or objective.intercept")
              .formatted(parameters, each, features, spec.intercept() ? " and an intercept" : ""));
    }
    return parameters / each;
  }
}
