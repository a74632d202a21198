package io.sparkhessian.model.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.registry.Registry;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class ClassSourceTest {
  private static final String JOB =
      "{objective: {type: class, class: a.Model}, parameters: p.npy, output: out}";

  private static String message(ClassLoader loader) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      ClassSpec spec = spec(JOB);
      Failure failure =
          assertThrows(Failure.class, () -> new ClassSource().load(new Configuration(), spec));
      assertEquals(Failure.Kind.INPUT, failure.kind());
      return failure.getMessage();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static ClassSpec spec(String job) {
    return (ClassSpec) Registry.STANDARD.jobs().read("x.yaml", job, List.of()).objective();
  }

  @Test
  void aMissingClassNeedsItsJar() {
    assertEquals(
        "objective.class: a.Model is not on the class path; pass its jar with --jars",
        message(ClassSourceTest.class.getClassLoader()));
  }

  @Test
  void theExamplesRefuseUnknownArguments() {
    assertEquals(
        "objective.arguments: unknown argument 'aa'; known are a, b, size",
        example("Rosenbrock", "{aa: 3}"));
    assertEquals(
        "objective.arguments: unknown argument 'n'; known are size",
        example("SumOfSines", "{size: 5, n: 1}"));
    assertEquals(
        "objective.arguments.size: 5.5 is not an integer of at least 1; give such a number",
        example("SumOfSines", "{size: 5.5}"));
    assertEquals(
        "objective.arguments.b: many is not a number; give a number",
        example("Rosenbrock", "{b: many}"));
  }

  private static String example(String name, String arguments) {
    String objective =
        "{type: class, class: io.sparkhessian.examples.%s, arguments: %s}"
            .formatted(name, arguments);
    String job = "{objective: %s, parameters: p.npy, output: out}".formatted(objective);
    ClassSpec spec = spec(job);
    Failure failure =
        assertThrows(Failure.class, () -> new ClassSource().load(new Configuration(), spec));
    assertEquals(Failure.Kind.INPUT, failure.kind());
    return failure.getMessage();
  }

  @Test
  void aClassOfANewerJavaCannotBeLoaded() {
    ClassLoader loader =
        new ClassLoader() {
          @Override
          public Class<?> loadClass(String name) {
            throw new UnsupportedClassVersionError("a/Model is of a more recent version");
          }
        };
    String message = message(loader);
    assertTrue(
        message.startsWith(
            "objective.class: a.Model cannot be loaded:"
                + " java.lang.UnsupportedClassVersionError: a/Model is of a more recent version;"),
        message);
  }
}
