package io.sparkhessian.model.code;

import io.sparkhessian.Failure;
import io.sparkhessian.job.yaml.PlainValues;
import io.sparkhessian.job.yaml.YamlSection;
import io.sparkhessian.model.Model;
import io.sparkhessian.model.ObjectiveSource;
import io.sparkhessian.objective.Objective;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** The type {@code class}: a public class that implements {@link Objective}. */
public final class ClassSource implements ObjectiveSource<ClassSpec> {
  static final String WORD = "class";

  @Override
  public String word() {
    return WORD;
  }

  @Override
  public List<String> keys() {
    return List.of("class", "arguments");
  }

  @Override
  public ClassSpec read(YamlSection section) {
    return new ClassSpec(
        section
            .string("class")
            .orElseThrow(
                () ->
                    section.missing(
                        "class", "give the name of a public class that implements Objective")),
        section.section("arguments").map(PlainValues::of).orElse(Map.of()));
  }

  @Override
  public Model load(Configuration hadoop, ClassSpec spec) {
    Objective objective = load(spec.className(), spec.arguments());
    return (columns, parameters) -> objective;
  }

  /** Loads only the class that the job names, and only if it is an objective. */
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
