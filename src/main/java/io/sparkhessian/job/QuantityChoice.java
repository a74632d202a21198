package io.sparkhessian.job;

import io.sparkhessian.job.yaml.Choice;
import io.sparkhessian.job.yaml.YamlNode;
import io.sparkhessian.job.yaml.YamlScalar;
import io.sparkhessian.job.yaml.YamlSection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Selects the quantity that {@code wrt} and {@code compute} name. */
record QuantityChoice(List<? extends QuantityReader<?>> quantities) {
  private static final Choice<Wrt> WRT = new Choice<>(Wrt.class);
  private static final String DEFAULT = "hessian";
  private static final String BY_INPUTS = "input-";

  /** Returns the quantity; with {@code wrt: inputs} its name may lack the prefix. */
  QuantityReader<?> choose(YamlSection root) {
    Optional<Wrt> wrt = WRT.read(root, "wrt");
    Optional<YamlScalar> compute = compute(root);
    return wrt.filter(by -> by == Wrt.INPUTS).isPresent()
        ? byInputs(compute)
        : byParameters(root, compute, wrt);
  }

  private Optional<YamlScalar> compute(YamlSection root) {
    Optional<YamlScalar> compute = root.scalar("compute", "one of " + names());
    compute
        .filter(scalar -> !(scalar.value() instanceof String))
        .ifPresent(
            scalar -> {
              throw scalar.mustBe("one of " + names());
            });
    return compute;
  }

  private QuantityReader<?> byInputs(Optional<YamlScalar> compute) {
    String word = compute.map(YamlScalar::string).orElse(DEFAULT);
    return quantities.stream()
        .filter(QuantityReader::byInputs)
        .filter(each -> each.word().equals(word) || each.word().equals(BY_INPUTS + word))
        .findFirst()
        .orElseThrow(
            () ->
                find(word).isPresent()
                    ? compute
                        .orElseThrow()
                        .wrong(
                            "is %s, a derivative by the parameters; with wrt: inputs use %s"
                                .formatted(word, Words.either(shortWords())))
                    : compute
                        .orElseThrow()
                        .unknown(
                            word,
                            Stream.concat(shortWords().stream(), words(true).stream()).toList()));
  }

  private QuantityReader<?> byParameters(
      YamlSection root, Optional<YamlScalar> compute, Optional<Wrt> wrt) {
    String word = compute.map(YamlScalar::string).orElse(DEFAULT);
    QuantityReader<?> found =
        find(word)
            .orElseThrow(
                () ->
                    shortWords().contains(word)
                        ? compute
                            .orElseThrow()
                            .wrong(
                                "is %s, which needs wrt: inputs; add wrt: inputs".formatted(word))
                        : compute.orElseThrow().unknown(word, words()));
    if (found.byInputs() && wrt.isPresent()) {
      YamlNode given = root.find("wrt").orElseThrow();
      throw given.wrong(
          "is parameters, but compute: %s is a derivative with respect to the inputs; leave wrt out"
              .formatted(word));
    }
    return found;
  }

  private Optional<? extends QuantityReader<?>> find(String word) {
    return quantities.stream().filter(each -> each.word().equals(word)).findFirst();
  }

  private List<String> words() {
    return quantities.stream().<String>map(QuantityReader::word).toList();
  }

  private List<String> words(boolean byInputs) {
    return quantities.stream()
        .filter(each -> each.byInputs() == byInputs)
        .<String>map(QuantityReader::word)
        .toList();
  }

  /** Returns the names of quantities with respect to the inputs, without their prefix. */
  private List<String> shortWords() {
    return words(true).stream().map(word -> word.replaceFirst("^" + BY_INPUTS, "")).toList();
  }

  private String names() {
    return String.join(", ", words());
  }
}
