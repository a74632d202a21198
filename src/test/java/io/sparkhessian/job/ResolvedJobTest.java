package io.sparkhessian.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sparkhessian.Failure;
import io.sparkhessian.registry.Registry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResolvedJobTest {
  static List<String> texts() {
    return List.of(
        JobParserTest.DIGITS,
        JobParserTest.LINEAR,
        JobParserTest.ROSENBROCK,
        JobParserTest.LINEAR + "compute: blocks\nblocks: layer\nexport: [npy]\n",
        JobParserTest.LINEAR + "compute: spectrum\nblocks: layer\nfind: [density, eigenvalues]\n",
        JobParserTest.LINEAR + "compute: spectrum\nmethod: exact\nof: fisher\nempirical: true\n",
        JobParserTest.LINEAR + "compute: spectrum\nmethod: exact\neigenvectors: true\ncount: 3\n",
        JobParserTest.LINEAR + "compute: spectrum\nfind: [density]\nsteps: 3\nseed: 0\n",
        JobParserTest.LINEAR + "compute: trace\nmethod: hutch++\nof: gauss-newton\n",
        JobParserTest.LINEAR + "compute: solve\nvectors: v.npy\ndamping: 0.5\niterations: 7\n",
        JobParserTest.ROSENBROCK + "compute: hvp\nvectors: v.npy\n",
        JobParserTest.LINEAR + "compute: hvp\nvectors: v.npy\nof: fisher\nempirical: true\n",
        JobParserTest.LINEAR.replace("linear", "softmax, classes: 3, intercept: false"),
        JobParserTest.LINEAR.replace("label: y", "label: y, offset: o, weight: w"),
        JobParserTest.LINEAR.replace("label: y", "label: y, offset: [o1, o2], features: [x]"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void readsBackToAnEqualJob(String text) throws JsonProcessingException {
    Job job = Registry.STANDARD.jobs().read("conf/x.yaml", text, List.of());
    JsonMapper json = JsonMapper.builder().build();
    Map<?, ?> throughJson = json.readValue(json.writeValueAsString(job.resolved()), Map.class);

    @SuppressWarnings("unchecked")
    Job again =
        Registry.STANDARD.jobs().ofResolved("out/manifest.json", (Map<String, ?>) throughJson);

    assertEquals(job, again);
    assertEquals(job.fingerprint(), again.fingerprint());
    assertEquals(job, Registry.STANDARD.jobs().ofResolved("out/manifest.json", job.resolved()));
  }

  @Test
  void writesEveryDefaultOut() {
    assertEquals(
        "{name=x, objective={type=linear, intercept=true}, parameters=theta.csv,"
            + " data={path=x.csv, format=csv, label=[y]}, reduction=mean, l2=0.0, compute=hessian,"
            + " export=[], output=out/x}",
        Registry.STANDARD
            .jobs()
            .read("x.yaml", JobParserTest.LINEAR, List.of())
            .resolved()
            .toString());
  }

  @Test
  void errorsOfAResolvedJobNameItsSource() {
    Map<String, ?> resolved = Map.of("objective", Map.of("type", "linear"), "l2x", 1);
    Failure failure =
        assertThrows(
            Failure.class,
            () -> Registry.STANDARD.jobs().ofResolved("out/manifest.json", resolved));

    assertEquals("out/manifest.json: unknown key 'l2x'; did you mean 'l2'?", failure.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name=other",
        "output=elsewhere",
        "export=[csv]",
        "l2=1.0e-3",
        "l2=0.001",
        "objective.layers=[64, 32, 32, 10]",
        "parameters=other.npy",
        "data.path=other.csv",
        "data.format=json"
      })
  void theFingerprintIgnoresNamesAndContents(String setting) {
    assertEquals(fingerprint(List.of()), fingerprint(List.of(setting)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"reduction=mean", "l2=0.0010000000000000002", "tile=128"})
  void theFingerprintChangesWithTheSettings(String setting) {
    assertNotEquals(fingerprint(List.of()), fingerprint(List.of(setting)));
  }

  /** For each fingerprinted key a job, and another value of the key. */
  static Map<String, List<String>> settings() {
    Map<String, List<String>> settings = new TreeMap<>();
    settings.put("reduction", List.of("reduction=sum"));
    settings.put("l2", List.of("l2=1"));
    settings.put("wrt", List.of("wrt=inputs"));
    settings.put("compute", List.of("compute=diagonal"));
    settings.put("inputs", List.of("inputs.columns=[a]", "wrt=inputs"));
    settings.put("blocks", List.of("blocks=layer", "compute=blocks"));
    settings.put("form", List.of("form=diagonal", "compute=fisher"));
    settings.put("empirical", List.of("empirical=true", "compute=fisher"));
    settings.put("of", List.of("of=gauss-newton", "compute=trace"));
    settings.put("find", List.of("find=[density]", "compute=spectrum"));
    settings.put("method", List.of("method=hutchinson", "compute=trace"));
    settings.put("count", List.of("count=3", "compute=spectrum"));
    settings.put("end", List.of("end=both", "compute=spectrum"));
    settings.put("tolerance", List.of("tolerance=0.1", "compute=spectrum"));
    settings.put("eigenvectors", List.of("eigenvectors=true", "compute=spectrum"));
    settings.put("iterations", List.of("iterations=7", "compute=spectrum"));
    settings.put("damping", List.of("damping=1", "compute=solve", "vectors=v.npy"));
    settings.put("probes", List.of("probes=7", "compute=hutchinson"));
    settings.put("steps", List.of("steps=7", "compute=spectrum", "find=[density]"));
    settings.put("seed", List.of("seed=7", "compute=hutchinson"));
    settings.put("compare", List.of("compare=true", "compute=hesscale"));
    settings.put("tile", List.of("tile=7"));
    return settings;
  }

  @Test
  void everyOtherKeyIsFingerprinted() {
    Set<String> keys = new TreeSet<>(settings().keySet());
    keys.addAll(ResolvedJob.NOT_FINGERPRINTED);
    assertEquals(new TreeSet<>(Registry.STANDARD.jobs().keys().top()), keys);
    settings()
        .forEach(
            (key, all) -> {
              List<String> others = all.subList(1, all.size());
              String with =
                  Registry.STANDARD.jobs().read("x.yaml", JobParserTest.LINEAR, all).fingerprint();
              String without =
                  Registry.STANDARD
                      .jobs()
                      .read("x.yaml", JobParserTest.LINEAR, others)
                      .fingerprint();
              assertNotEquals(without, with, key);
            });
  }

  /** A result without tiles does not depend on their edge. */
  @Test
  void theFingerprintOfADiagonalIgnoresTheTile() {
    assertEquals(
        fingerprint(List.of("compute=diagonal", "export=[]", "tile=64")),
        fingerprint(List.of("compute=diagonal", "export=[]", "tile=128")));
  }

  @Test
  void theFingerprintChangesWithTheKindOfBlocks() {
    assertNotEquals(
        fingerprint(List.of("compute=blocks")),
        fingerprint(List.of("compute=blocks", "blocks=layer")));
  }

  /** The expected value is {@code printf '%s' JSON | sha256sum} of the sorted, compact JSON. */
  @Test
  void theFingerprintIsStableAcrossVersions() {
    assertEquals(
        "72234ec4def8e45e549befc87d2fa626a022d22358e56d533522dcbfdfe6a48b",
        Registry.STANDARD
            .jobs()
            .read("x.yaml", JobParserTest.LINEAR, List.of("l2=2e-3"))
            .fingerprint());
  }

  private static String fingerprint(List<String> settings) {
    return Registry.STANDARD.jobs().read("x.yaml", JobParserTest.DIGITS, settings).fingerprint();
  }
}
