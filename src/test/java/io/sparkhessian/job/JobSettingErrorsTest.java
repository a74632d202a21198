package io.sparkhessian.job;

import io.sparkhessian.registry.Registry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors of {@code --set}. */
class JobSettingErrorsTest {
  private static final String COMPUTES =
      "hessian, diagonal, blocks, hvp, gauss-newton, fisher, becker-lecun, hesscale, hutchinson,"
          + " input-hessian, input-laplacian, spectrum, trace, solve";

  /** A setting, and the message without the leading {@code --set}. */
  static Stream<Arguments> settings() {
    return Stream.of(
        Arguments.of("l2=abc", "'l2' must be a number, not the string 'abc'"),
        Arguments.of("l2='1'", "'l2' must be a number, not the string '1'"),
        Arguments.of("l2=-0.1", "'l2' must be zero or more, not -0.1"),
        Arguments.of("l2=.nan", "'l2' must be a finite number, not .nan"),
        Arguments.of("l2=.inf", "'l2' must be a finite number, not .inf"),
        Arguments.of("l2=1e999", "'l2' must be a finite number, not 1e999"),
        Arguments.of("l2=", "'l2' has no value; give a number, or leave the key out"),
        Arguments.of("l2=[1", "not valid YAML: expected ',' or ']', but got <stream end>"),
        Arguments.of("l2=a\n--- b", "a second document starts here; keep only one"),
        Arguments.of("l2.x=1", "'l2' is not a section, it is 0.5 at c/x.yaml:10:5"),
        Arguments.of("l2", "write it as key.path=value, for example --set l2=0.1"),
        Arguments.of("=1", "write it as key.path=value, for example --set l2=0.1"),
        Arguments.of("data..path=1", "write it as key.path=value, for example --set l2=0.1"),
        Arguments.of("objectve.type=mlp", "unknown key 'objectve'; did you mean 'objective'?"),
        Arguments.of("data.labels=y", "unknown key 'data.labels'; did you mean 'label'?"),
        Arguments.of("tile=0", "'tile' must be a whole number from 1 to 8192, not 0"),
        Arguments.of("tile=8193", "'tile' must be a whole number from 1 to 8192, not 8193"),
        Arguments.of(
            "tile=99999999999999999999", "'tile' must be a whole number, not 99999999999999999999"),
        Arguments.of("tile=1e3", "'tile' must be a whole number, not 1e3"),
        Arguments.of(
            "compute=hessain",
            "'compute' is 'hessain'; did you mean 'hessian'? Known: " + COMPUTES),
        Arguments.of(
            "compute=covariance",
            "'compute' is 'covariance'; did you mean 'trace'? Known: " + COMPUTES),
        Arguments.of(
            "probes=9",
            "'probes' needs compute: hutchinson, spectrum or trace, not hessian; leave it out"),
        Arguments.of(
            "seed=9",
            "'seed' needs compute: hutchinson, spectrum or trace, not hessian; leave it out"),
        Arguments.of(
            "compare=true",
            "'compare' needs compute: gauss-newton, fisher, becker-lecun, hesscale or hutchinson, not hessian; leave it out"),
        Arguments.of(
            "form=matrix",
            "'form' needs compute: gauss-newton or fisher, not hessian; leave it out"),
        Arguments.of(
            "empirical=true",
            "'empirical' needs compute: hvp, fisher, spectrum, trace or solve, not hessian; leave it out"),
        Arguments.of(
            "vectors=v.npy", "'vectors' needs compute: hvp or solve, not hessian; leave it out"),
        Arguments.of(
            "blocks=layer",
            "'blocks' needs compute: blocks, gauss-newton, fisher, spectrum or trace, not hessian; leave it out"),
        Arguments.of(
            "reduction=average", "'reduction' is 'average'; did you mean 'mean'? Known: mean, sum"),
        Arguments.of("export=npy", "'export' must be a list, not the string 'npy'"),
        Arguments.of("export=[npy, npy]", "'export[1]' repeats 'npy'"),
        Arguments.of(
            "export=[png]", "'export[0]' is 'png'; did you mean 'npy'? Known: npy, mtx, csv"),
        Arguments.of(
            "objective.intercept=yes",
            "'objective.intercept' must be true or false, not the string 'yes'"),
        Arguments.of(
            "objective={type: softmax, classes: 1}",
            "'objective.classes' must be a whole number of at least 2, not 1"),
        Arguments.of(
            "objective={type: class}",
            "'objective.class' is missing; give the name of a public class that implements Objective"),
        Arguments.of(
            "objective={type: class, class: A, arguments: {a: .inf}}",
            "'objective.arguments.a' must be a finite number, not .inf"),
        Arguments.of(
            "objective={type: class, class: A, arguments: {a: }}",
            "'objective.arguments.a' has no value; give a value, or leave the key out"),
        Arguments.of(
            "objective=mlp", "'objective' must be a section of keys, not the string 'mlp'"));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void refusesTheSetting(String setting, String message) {
    String place = "--set " + setting.replace("\n", "\\n") + ": ";
    JobParserErrorsTest.assertFailure(
        place + message,
        () ->
            Registry.STANDARD
                .jobs()
                .read("c/x.yaml", JobParserErrorsTest.MLP + "l2: 0.5\n", List.of(setting)));
  }

  static List<Arguments> settingsOfQuantities() {
    return List.of(
        Arguments.of(
            "compute=blocks",
            "blocks=layers",
            "'blocks' is 'layers'; did you mean 'layer'? Known: tensor, layer"),
        Arguments.of("compute=hvp", "vectors=[1]", "'vectors' must be a string, not a list"),
        Arguments.of("compute=fisher", "blocks=layer", "'blocks' needs form: blocks; leave it out"),
        Arguments.of(
            "compute=gauss-newton", "compare=true", "'compare' needs form: diagonal; leave it out"),
        Arguments.of(
            "compute=gauss-newton",
            "empirical=true",
            "'empirical' needs compute: hvp, fisher, spectrum, trace or solve, not gauss-newton;"
                + " leave it out"),
        Arguments.of(
            "compute=trace",
            "probes=5",
            "'probes' must be a whole number from 6 to 1000000, not 5"));
  }

  @ParameterizedTest
  @MethodSource("settingsOfQuantities")
  void refusesTheSettingOfAQuantity(String quantity, String setting, String message) {
    JobParserErrorsTest.assertFailure(
        "--set " + setting + ": " + message,
        () ->
            Registry.STANDARD
                .jobs()
                .read("c/x.yaml", JobParserErrorsTest.MLP, List.of(quantity, setting)));
  }
}
