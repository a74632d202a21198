package io.sparkhessian.io.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.FileEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

public class ManifestJsonTest {
  static final String SHA = "0123456789abcdef".repeat(4);

  public static Manifest manifest(String fingerprint) {
    return new Manifest(
        Manifest.FORMAT_VERSION,
        "0.1.0",
        Map.of("name", "digits", "objective", Map.of("layers", List.of(4L, 3L), "l2", 0.5)),
        Map.of("parameters", "file:/a/theta.npy"),
        fingerprint,
        15,
        100,
        8,
        2,
        0.1,
        1e-9,
        Map.of("chunk", 64L),
        Map.of("spark", "4.1.0"),
        "OpenBLAS",
        new Manifest.Times(
            "2026-11-24T10:00:00Z",
            "2026-11-24T10:00:05Z",
            Map.of("total", 5.25),
            Map.of("rows", List.of(0.5, 0.25))),
        List.of());
  }

  @Test
  void manifestsReadBackUnchanged() {
    Manifest manifest =
        manifest("f").withFiles(List.of(new FileEntry("hessian/a.parquet", 3, SHA)));

    assertEquals(manifest, ManifestJson.read("m", ManifestJson.write(manifest)));
  }

  @Test
  void namesItsFieldsForScripts() {
    String json = new String(ManifestJson.write(manifest("f")), StandardCharsets.UTF_8);

    for (String field :
        List.of("formatVersion", "job", "N", "tile", "loss", "gradientNorm", "plan", "versions")) {
      assertTrue(json.contains("\"" + field + "\" : "), field);
    }
  }

  static List<Arguments> damages() {
    String again = "; run the job again with --overwrite";
    return List.of(
            Arguments.of(
                "\"N\" : 15", "\"N\" : \"15\"", "the field 'N' is missing or of the wrong type"),
            Arguments.of(
                "\"N\" : 15", "\"N\" : 1.5", "the field 'N' is missing or of the wrong type"),
            Arguments.of(
                "\"N\" : 15", "\"N\" : null", "the field 'N' is missing or of the wrong type"),
            Arguments.of(
                "\"N\" : 15", "\"N\" : -1", "N, samples, tile or blockCount is out of range"),
            Arguments.of("\"N\" : 15,", "", "the field 'N' is missing or of the wrong type"),
            Arguments.of("\"N\" : 15", "\"N\" : 15, \"M\" : 1", "the field 'M' is unknown"),
            Arguments.of(
                "\"loss\" : 0.1", "\"loss\" : 1e999", "loss or gradientNorm is not finite"),
            Arguments.of("\"formatVersion\" : 1,", "", "it has no formatVersion"),
            Arguments.of("\"files\" : [ ]", "\"files\" : [ null ]", "a value is missing"),
            Arguments.of(
                "\"files\" : [ ]",
                "\"files\" : [ {\"path\": \"../x\", \"size\": 1, \"sha256\": \"" + SHA + "\"} ]",
                "the path '../x' leaves the directory"),
            Arguments.of(
                "\"files\" : [ ]",
                "\"files\" : [ {\"path\": \"/x\", \"size\": 1, \"sha256\": \"" + SHA + "\"} ]",
                "the path '/x' leaves the directory"),
            Arguments.of(
                "\"files\" : [ ]",
                "\"files\" : [ {\"path\": \"hdfs://x\", \"size\": 1, \"sha256\": \""
                    + SHA
                    + "\"} ]",
                "the path 'hdfs://x' leaves the directory"),
            Arguments.of(
                "\"files\" : [ ]",
                "\"files\" : [ {\"path\": \"x\", \"size\": 1} ]",
                "the field 'files[0].sha256' is missing or of the wrong type"))
        .stream()
        .map(row -> Arguments.of(row.get()[0], row.get()[1], row.get()[2] + again))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("damages")
  void refusesInvalidManifests(String part, String instead, String complaint) {
    String json = new String(ManifestJson.write(manifest("f")), StandardCharsets.UTF_8);
    assertTrue(json.contains(part), json);

    Failure failure = assertRefused(json.replace(part, instead));

    assertEquals("out/manifest.json: is not a valid manifest: " + complaint, failure.getMessage());
  }

  @Test
  void refusesInvalidJson() {
    String again =
        ": is not a valid manifest: it is not valid JSON; run the job again with --overwrite";

    assertEquals("out/manifest.json:1:13" + again, assertRefused("{\"a\": 1, \"b\"").getMessage());
    assertEquals(
        "out/manifest.json: is not a valid manifest: it has no formatVersion; run the job again"
            + " with --overwrite",
        assertRefused("").getMessage());
    assertRefused("[]");
    assertRefused("{\"formatVersion\": 1} {}");
    assertRefused("{\"formatVersion\": 1, \"formatVersion\": 1}");
    assertRefused("[".repeat(5000));
  }

  @Test
  void namesTheVersionThatWroteIt() {
    assertEquals(
        "out/manifest.json: has format version 2, this program reads 1; use spark-hessian 0.9.0,"
            + " which wrote it",
        assertRefused("{\"formatVersion\": 2, \"applicationVersion\": \"0.9.0\"}").getMessage());
  }

  private static Failure assertRefused(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    Failure failure =
        assertThrows(Failure.class, () -> ManifestJson.read("out/manifest.json", bytes));
    assertEquals(Failure.Kind.INPUT, failure.kind());
    return failure;
  }
}
