package io.sparkhessian.job;

import io.sparkhessian.Failure;
import io.sparkhessian.objective.LinearModel;
import io.sparkhessian.objective.MultilayerPerceptron;
import io.sparkhessian.objective.Objective;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;

/** Makes the objective that a job describes: a line a type. */
public final class ObjectiveFactory {
  private ObjectiveFactory() {}

  /**
   * The objective of a job.
   *
   * @param features how many features a sample has
   * @param parameters how many parameters there are, which gives softmax its classes
   */
  public static Objective make(ObjectiveSpec spec, int features, int parameters) {
    return switch (spec.type()) {
      case MLP ->
          new MultilayerPerceptron(spec.layers(), spec.activation(), spec.loss(), spec.intercept());
      case LINEAR, LOGISTIC, POISSON -> new LinearModel(spec.loss(), 1, spec.intercept());
      case SOFTMAX ->
          new LinearModel(spec.loss(), classes(spec, features, parameters), spec.intercept());
      case CLASS -> load(spec.className().orElseThrow(), spec.arguments());
      default -> throw new IllegalArgumentException("not in this version: " + spec.type());
    };
  }

  private static int classes(ObjectiveSpec spec, int features, int parameters) {
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

  /** Only the class that the job names is loaded, and only when it is an objective. */
  private static Objective load(String name, Map<String, Object> arguments) {
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      Class<?> found = Class.forName(name, false, loader);
      if (!Objective.class.isAssignableFrom(found)) {
        throw Failure.input(
            "objective.class: %s does not implement %s".formatted(name, Objective.class.getName()));
      }
      return construct(found.asSubclass(Objective.class), arguments);
    } catch (ClassNotFoundException e) {
      throw Failure.input(
          "objective.class: %s is not on the class path; pass its jar with --jars".formatted(name),
          e);
    } catch (LinkageError e) {
      throw Failure.input(
          "objective.class: %s cannot be loaded: %s; build it for Java %d or older, with all it needs"
              .formatted(name, oneLine(e), Runtime.version().feature()),
          e);
    }
  }

  private static Objective construct(
      Class<? extends Objective> type, Map<String, Object> arguments) {
    try {
      for (Constructor<?> constructor : type.getConstructors()) {
        if (constructor.getParameterCount() == 1
            && constructor.getParameterTypes()[0] == Map.class) {
          return type.cast(constructor.newInstance(arguments));
        }
      }
      if (!arguments.isEmpty()) {
        throw Failure.input(
            "objective.arguments: %s has no public constructor that takes a Map; leave them out"
                .formatted(type.getName()));
      }
      return type.getConstructor().newInstance();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Failure failure) {
        throw failure;
      }
      throw Failure.input(
          "objective.class: the constructor of %s failed: %s; check objective.arguments"
              .formatted(type.getName(), oneLine(e.getCause())),
          e);
    } catch (ReflectiveOperationException e) {
      throw Failure.input(
          "objective.class: %s needs to be public, with a public constructor without arguments or with a Map"
              .formatted(type.getName()),
          e);
    }
  }

  private static String oneLine(Throwable thrown) {
    return String.valueOf(thrown).replaceAll("\\s+", " ");
  }
}
