package io.sparkhessian.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Netlib loads its library once per JVM, so each case runs in a separate JVM. */
class NativeLibraryTest {
  private static final String OPENBLAS = "OpenBLAS .* \\(native, 1 thread.*\\)";

  @TempDir Path directory;

  @Test
  void runsOpenBlasAndPrintsNothingElse() throws Exception {
    List<String> lines = report(List.of(), "native");
    assertEquals(1, lines.size(), lines::toString);
    assertTrue(lines.get(0).matches(OPENBLAS), lines::toString);
  }

  @Test
  void extractsElsewhereIfHomeIsNotWritable() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    List<String> lines =
        report(List.of("-Duser.home=" + file, "-Djava.io.tmpdir=" + directory), "native");
    assertTrue(lines.get(lines.size() - 1).matches(OPENBLAS), lines::toString);
  }

  @Test
  void fallsBackWithAWarningIfNothingCanBeExtracted() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    List<String> options = List.of("-Duser.home=" + file, "-Djava.io.tmpdir=" + file);
    List<String> lines = report(options, "auto");
    assertEquals(2, lines.size(), lines::toString);
    assertEquals("plain Java", lines.get(0));
    assertTrue(lines.get(1).startsWith("warning: products run in plain Java"), lines::toString);
    assertTrue(lines.get(1).contains("OpenBLAS does not load"), lines::toString);
  }

  @Test
  void namesALibraryOfTheUserThatDoesNotLoad() throws Exception {
    List<String> options = List.of("-Ddev.ludovic.netlib.blas.nativeLibPath=/none/libblas.so");
    List<String> lines = report(options, "auto");
    assertEquals("plain Java", lines.get(0), lines::toString);
    assertTrue(lines.get(1).contains("/none/libblas.so"), lines::toString);
    lines = report(options, "native");
    assertEquals(1, lines.size(), lines::toString);
    assertTrue(lines.get(0).startsWith("error: spark.hessian.blas is 'native', but "));
    assertTrue(lines.get(0).contains("/none/libblas.so"), lines::toString);
  }

  @Test
  void warnsIfNetlibWasUsedBefore() throws Exception {
    List<String> lines = report(List.of(), "auto", "with-library");
    String name = lines.get(lines.size() - 2);
    assertTrue(name.matches("BLAS of .*libopenblas.*\\.so\\.0 \\(native\\)"), lines::toString);
    String warning = lines.get(lines.size() - 1);
    assertTrue(warning.startsWith("warning: Spark's netlib was used before"), lines::toString);
  }

  @Test
  void fallsBackIfNetlibWasUsedBeforeWithoutALibrary() throws Exception {
    List<String> lines = report(List.of(), "auto", "without-library");
    assertEquals("plain Java", lines.get(lines.size() - 2), lines::toString);
    assertTrue(lines.get(lines.size() - 1).startsWith("warning: "), lines::toString);
  }

  @Test
  void eigenvaluesAndProductsUseTheSameLibrary() throws Exception {
    for (String[] arguments : new String[][] {{"native"}, {"native", "java-first"}}) {
      List<String> lines = report(EigensolverReport.class, List.of(), arguments);
      assertEquals(1 + arguments.length, lines.size(), lines::toString);
      String name = lines.get(lines.size() - 2);
      assertTrue(name.matches("LAPACK of " + OPENBLAS), lines::toString);
      assertTrue(lines.get(lines.size() - 1).matches("loaded: .*libopenblas.*"), lines::toString);
    }
  }

  @Test
  void eigenvaluesInPlainJavaComeWithAWarningOrFail() throws Exception {
    List<String> options = List.of("-Ddev.ludovic.netlib.blas.nativeLibPath=/none/libblas.so");
    List<String> lines = report(EigensolverReport.class, options, "auto");
    assertEquals("LAPACK in plain Java", lines.get(0), lines::toString);
    assertTrue(
        lines.get(1).matches("warning: eigenvalues are computed in plain Java,.*libblas.so.*"),
        lines::toString);
    lines = report(EigensolverReport.class, options, "native");
    assertTrue(
        lines.get(0).matches("error: spark.hessian.blas is 'native', but for eigenvalues .*"),
        lines::toString);
  }

  private List<String> report(List<String> options, String... arguments)
      throws IOException, InterruptedException {
    return report(KernelReport.class, options, arguments);
  }

  private List<String> report(Class<?> program, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    String classPath = System.getProperty("java.class.path");
    command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", classPath)));
    command.add(program.getName());
    command.addAll(List.of(arguments));
    Path output = directory.resolve("output");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    assertEquals(0, process.waitFor(), () -> String.join(" ", command));
    return Files.readAllLines(output);
  }
}
