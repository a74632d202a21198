package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.io.npy.NpyWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Content of reports, including models with deliberate defects. */
class ReportIT {
  private static final String IRIS = "conf/iris-mlp.yaml";

  @TempDir Path directory;

  private Path report() {
    return directory.resolve("out/report.html");
  }

  private String run(String job, String... settings) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("run", job));
    for (String setting : settings) {
      arguments.addAll(List.of("--set", setting));
    }
    arguments.addAll(List.of("--set", "output=" + directory.resolve("out"), "--overwrite"));
    String said = Expect.doneSlowly(InProcess.onSpark(arguments.toArray(String[]::new)));
    assertTrue(said.contains("  report       " + directory.resolve("out/report.html")), said);
    return Files.readString(report());
  }

  private String parameters(double... values) throws IOException {
    Path file = directory.resolve("theta.npy");
    try (OutputStream out = Files.newOutputStream(file)) {
      NpyWriter.writeVector(out, values);
    }
    return "parameters=" + file;
  }

  private static void assertSays(String page, String... texts) {
    for (String text : texts) {
      assertTrue(
          page.contains(text),
          () -> text + " is not in " + page.substring(0, Math.min(page.length(), 3000)));
    }
  }

  private static String findings(String page) {
    int from = page.indexOf("<section id=\"findings\">");
    return page.substring(from, page.indexOf("</section>", from));
  }

  /** Four inputs, five units, three classes; the bias of unit 2 keeps it below zero. */
  @Test
  void aDeadUnitIsNamed() throws IOException {
    double[] theta = new Random(3).doubles(43, -0.7, 0.7).toArray();
    theta[20 + 2] = -1000;
    String page =
        run(IRIS, "objective.layers=[4, 5, 3]", "objective.activation=relu", parameters(theta));

    assertSays(findings(page), "Unit 2 of layer1 is dead", "layer1.weight[2,0]");
    assertFalse(findings(page).contains("Unit 1 of layer1"));
    assertSays(page, "id=\"heatmap\"", "id=\"eigenvalues\"", "id=\"density\"", "id=\"diagonal\"");
  }

  /** Stored products do not describe vectors that have changed since. */
  @Test
  void changedVectors() throws IOException {
    Path vectors = directory.resolve("v.npy");
    double[] numbers = new Random(4).doubles(67, -1, 1).toArray();
    NpyWriter.writeVector(Files.newOutputStream(vectors), numbers);
    String settings = "vectors=" + vectors;
    String page = run(IRIS, "compute=hvp", "export=[]", settings);
    assertSays(page, "Curvature along the vectors");
    numbers[0] += 1;
    NpyWriter.writeVector(Files.newOutputStream(vectors), numbers);
    Expect.doneSlowly(InProcess.onSpark("report", directory.resolve("out").toString()));
    page = Files.readString(report());
    assertSays(page, vectors + " holds other vectors now");
    assertFalse(page.contains("Curvature along the vectors"));
  }

  /** The second column is twice the first; the least-squares solution is known. */
  @Test
  void collinearColumnsAreNamedAndNastyNamesAreEscaped() throws IOException {
    String nasty = "</script><img onerror=alert(1)>";
    Path data = directory.resolve("data.csv");
    StringBuilder csv = new StringBuilder("\"" + nasty + "\",twice,other,y\n");
    Random random = new Random(1);
    for (int i = 0; i < 40; i++) {
      double x = random.nextGaussian();
      double z = random.nextGaussian();
      csv.append(x + "," + 2 * x + "," + z + "," + (3 * x - z + 0.5) + "\n");
    }
    Files.writeString(data, csv);
    String[] settings = {
      "objective.type=linear",
      "data.path=" + data,
      "data.label=y",
      parameters(3, 0, -1, 0.5),
      "export=[]"
    };
    String page = run("conf/diabetes-linear.yaml", settings);

    assertSays(
        findings(page),
        "twice are linearly dependent",
        "1 eigenvalue is zero compared with",
        "twice",
        "&lt;/script&gt;&lt;img onerror");
    assertFalse(findings(page).contains("other</li>"), findings(page));
    assertFalse(page.contains("<img"), "a name of the data is part of the page");
    assertFalse(page.matches("(?s).*(src|href)=\"?http.*"), "it refers to the network");
  }

  /**
   * The second column differs from the first by a factor of 1e-4, the third is 1e5 times as large;
   * neither makes a direction flat.
   */
  @Test
  void nearlyCollinearAndBadlyScaledInputsAreNotDependent() throws IOException {
    StringBuilder csv = new StringBuilder("x,nearly,large,y\n");
    Random random = new Random(2);
    for (int i = 0; i < 60; i++) {
      double x = random.nextGaussian();
      double nearly = x + 1e-4 * random.nextGaussian();
      double large = 1e5 * random.nextGaussian();
      csv.append(x + "," + nearly + "," + large + "," + (x + nearly + 1e-5 * large) + "\n");
    }
    String page = run("conf/diabetes-linear.yaml", linear(csv, 1, 1, 1e-5, 0));

    assertSays(
        findings(page),
        "x and nearly are nearly collinear",
        "a condition index of",
        "The inputs differ in scale, from",
        "to large");
    assertFalse(findings(page).contains("linearly dependent"), findings(page));
    assertFalse(findings(page).contains("no effect"), findings(page));
  }

  private String[] linear(CharSequence csv, double... theta) throws IOException {
    Path data = directory.resolve("data.csv");
    Files.writeString(data, csv);
    return new String[] {
      "objective.type=linear", "data.path=" + data, "data.label=y", parameters(theta), "export=[]"
    };
  }

  /** Samples with a positive x are of class 1, as the coefficient predicts. */
  @Test
  void separatedClassesHaveNoMinimum() throws IOException {
    StringBuilder csv = new StringBuilder("x,label\n");
    for (int i = -20; i <= 20; i++) {
      csv.append(i + 0.5).append(i < 0 ? ",0\n" : ",1\n");
    }
    Path data = directory.resolve("data.csv");
    Files.writeString(data, csv);
    String[] settings = {"data.path=" + data, parameters(12, 0), "export=[]"};
    String job = "conf/breast-cancer-logistic.yaml";
    String page = run(job, settings);
    assertFalse(findings(page).contains("separated perfectly"), "l2 gives it a minimum");

    settings[2] = "l2=0";
    page = run(job, settings);

    assertSays(findings(page), "The classes are separated perfectly, so there is no minimum");
    assertFalse(findings(page).contains("Train further"), findings(page));
  }

  /** Each sine is stationary at its extrema; the first one curves downwards. */
  @Test
  void aSaddleIsDistinguishedFromAMinimum() throws IOException {
    double top = Math.PI / 2;
    double bottom = -Math.PI / 2;
    String saddle = run("conf/sum-of-sines.yaml", parameters(top, bottom, bottom, bottom, bottom));
    assertSays(
        findings(saddle), "This is a saddle, not a minimum", "1 eigenvalue is negative", "x[0]");

    String minimum =
        run("conf/sum-of-sines.yaml", parameters(bottom, bottom, bottom, bottom, bottom));
    assertSays(findings(minimum), "A local minimum, to second order");
    assertFalse(findings(minimum).contains("saddle"), findings(minimum));
  }

  @Test
  void anUntrainedModelIsReported() throws IOException {
    double[] theta = new Random(5).doubles(31, -1, 1).toArray();
    String page = run("conf/breast-cancer-logistic.yaml", parameters(theta), "export=[]");

    assertSays(
        findings(page), "The parameters are not at a stationary point", "Train further before");
  }

  @Test
  void verifyAndReportRewriteOnlyTheReport() throws IOException {
    String first = run(IRIS);
    assertSays(first, "Not checked yet: submit/spark-hessian verify");
    String out = directory.resolve("out").toString();
    byte[] manifest = Files.readAllBytes(directory.resolve("out/manifest.json"));

    Expect.doneSlowly(InProcess.onSpark("verify", out));
    String verified = Files.readString(report());
    assertSays(verified, "central differences of the gradient", "Hessian-vector products");
    assertFalse(verified.contains("Not checked yet"));

    Files.delete(report());
    String said = Expect.done(InProcess.onSpark("report", out));
    assertTrue(said.startsWith("wrote " + out + "/report.html"), said);
    assertEquals(withoutTimes(verified), withoutTimes(Files.readString(report())));
    assertEquals(
        new String(manifest, StandardCharsets.UTF_8),
        Files.readString(directory.resolve("out/manifest.json")));
    Expect.doneSlowly(InProcess.onSpark("verify", out)); // a report is no file too many
  }

  private static String withoutTimes(String page) {
    return page.replaceAll("at \\S+Z", "");
  }

  @Test
  void theReportOfADamagedResultListsTheDamage() throws IOException {
    run(IRIS);
    Path gradient = directory.resolve("out/gradient.npy");
    byte[] bytes = Files.readAllBytes(gradient);
    bytes[bytes.length - 1] ^= 1;
    Files.write(gradient, bytes);
    String out = directory.resolve("out").toString();
    String before = Files.readString(report());

    Expect.error(
        2, InProcess.onSpark("report", out), out, "gradient.npy does not match the SHA-256");
    assertEquals(before, Files.readString(report()));
    Expect.error(
        2, InProcess.onSpark("verify", out), out, "gradient.npy does not match the SHA-256");
    String damaged = Files.readString(report());
    assertSays(damaged, "files against manifest.json", "1 damaged");
    assertFalse(damaged.contains("id=\"heatmap\""));
  }

  @Test
  void aDirectoryWithoutAResultHasNoReport() {
    Expect.error(
        2, InProcess.onSpark("report", directory + "/none"), directory + "/none", "is not");
  }

  /** Reports of every kind of result contain their own figures. */
  @Test
  void everyKindOfResultHasItsFigures() throws IOException {
    for (KindOfResult kind : KindOfResult.values()) {
      String page = run(kind.job(), kind.settings().toArray(String[]::new));
      for (String figure : kind.figures()) {
        assertSays(page, "id=\"" + figure + "\"");
      }
      assertSays(page, "id=\"phases\"", "id=\"tasks\"", "<dt>compute</dt>", "<dt>Operations</dt>");
      assertFalse(page.contains("flopsByForm"), "the plan is shown by its keys");
      assertFalse(findings(page).contains("None.</p>"), () -> kind + " has no finding");
    }
  }

  /** The spectrum of the Hessian and the density both reveal the saddle. */
  @Test
  void spectraRevealASaddle() throws IOException {
    double top = Math.PI / 2;
    String theta = parameters(top, -top, -top, -top, -top);
    String[] common = {theta, "compute=spectrum", "export=[]"};
    String exact = run("conf/sum-of-sines.yaml", common);
    assertSays(findings(exact), "This is a saddle, not a minimum", "1 eigenvalue is negative");
    String density =
        run("conf/sum-of-sines.yaml", theta, "compute=spectrum", "find=[density]", "export=[]");
    assertSays(findings(density), "This is a saddle, not a minimum", "At least 1 eigenvalue");
  }
}
