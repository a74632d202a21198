package io.sparkhessian.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.apache.spark.sql.SparkSession;
import scala.tools.nsc.Main;

/** A compiler for the examples of the documentation; a fragment becomes a method of a class. */
final class CompiledExamples {
  private final Path directory;

  CompiledExamples(Path directory) {
    this.directory = directory;
  }

  /**
   * Compiles fragments of Java.
   *
   * @param setUp imports and statements that come before each of them
   * @return a class with methods example0, example1, ...
   */
  Class<?> java(List<String> setUp, List<List<String>> fragments) throws IOException {
    List<String> source = new ArrayList<>(setUp.stream().filter(this::isImport).toList());
    source.add("public final class Examples {");
    for (int number = 0; number < fragments.size(); number++) {
      source.add("public static void example%d(SparkSession spark) {".formatted(number));
      setUp.stream().filter(line -> !isImport(line)).forEach(source::add);
      source.addAll(fragments.get(number));
      source.add("}");
    }
    source.add("}");
    return javaClass("Examples", source);
  }

  /** Compiles a class of Java in the default package or another. */
  Class<?> javaClass(String name, List<String> source) throws IOException {
    Path file = directory.resolve(name.substring(name.lastIndexOf('.') + 1) + ".java");
    Files.write(file, source);
    String path = System.getProperty("java.class.path");
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", path, "-d", directory.toString(), file.toString());
    assertEquals(0, compiled, file::toString);
    return load(name);
  }

  private boolean isImport(String line) {
    return line.startsWith("import ");
  }

  /** Compiles lines for spark-shell as the body of a method {@code example0}. */
  Class<?> scala(List<String> typed) throws IOException {
    List<String> source = new ArrayList<>();
    source.add("object Typed {");
    source.add("def example0(spark: " + SparkSession.class.getName() + "): Unit = {");
    source.addAll(typed);
    source.add("}}");
    Path file = directory.resolve("Typed.scala");
    Files.write(file, source);
    String path = System.getProperty("java.class.path");
    Main.process(new String[] {"-cp", path, "-d", directory.toString(), file.toString()});
    assertFalse(Main.reporter().hasErrors(), file::toString);
    return load("Typed");
  }

  private Class<?> load(String name) throws MalformedURLException {
    URL[] here = {directory.toUri().toURL()};
    try {
      return new URLClassLoader(here, getClass().getClassLoader()).loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
