package io.sparkhessian.quantity.spectrum;

import io.sparkhessian.job.QuantitySection;
import io.sparkhessian.job.yaml.Choice;
import io.sparkhessian.job.yaml.YamlSection;
import io.sparkhessian.quantity.BlockChoice;
import io.sparkhessian.quantity.MatrixChoice;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the settings of a spectrum. */
record SpectrumReader(QuantitySection section) {
  static final List<String> KEYS =
      List.of(
          "of",
          "empirical",
          BlockChoice.KEY,
          "find",
          "method",
          "count",
          "end",
          "tolerance",
          "eigenvectors",
          "iterations",
          "probes",
          "steps",
          "seed");

  private static final Choice<SpectrumSpec.Find> FINDS = new Choice<>(SpectrumSpec.Find.class);
  private static final Choice<SpectrumMethod> METHODS = new Choice<>(SpectrumMethod.class);
  private static final Choice<EigenvalueEnd> ENDS = new Choice<>(EigenvalueEnd.class);
  private static final int MAX_COUNT = 10_000;
  private static final int MAX_STEPS = 10_000;

  SpectrumSpec read() {
    MatrixChoice of = MatrixChoice.read(section);
    Set<SpectrumSpec.Find> found = found();
    Optional<EigenvalueSpec> eigenvalues = Optional.empty();
    Optional<DensitySpec> density = Optional.empty();
    if (found.contains(SpectrumSpec.Find.EIGENVALUES)) {
      eigenvalues = Optional.of(eigenvalues());
    } else {
      section.refuse(
          "find: [eigenvalues]",
          "method",
          "count",
          "end",
          "tolerance",
          "eigenvectors",
          "iterations");
    }
    if (found.contains(SpectrumSpec.Find.DENSITY)) {
      density = Optional.of(density());
    } else {
      section.refuse("find: [density]", "probes", "steps");
      if (eigenvalues.orElseThrow().method() == SpectrumMethod.EXACT) {
        section.refuse("find: [density], or another method", "seed");
      }
    }
    return new SpectrumSpec(of, BlockChoice.read(section), eigenvalues, density, section.seed());
  }

  private Set<SpectrumSpec.Find> found() {
    YamlSection root = section.root();
    Set<SpectrumSpec.Find> found = EnumSet.noneOf(SpectrumSpec.Find.class);
    root.list(
        "find",
        "one of " + FINDS.names(),
        item -> {
          if (!found.add(FINDS.of(item))) {
            throw item.wrong("repeats '%s'".formatted(item.string()));
          }
          return item;
        });
    if (found.isEmpty() && root.find("find").isPresent()) {
      throw root.find("find").orElseThrow().mustBe("a list of some of " + FINDS.names());
    }
    return found.isEmpty() ? EnumSet.of(SpectrumSpec.Find.EIGENVALUES) : found;
  }

  private EigenvalueSpec eigenvalues() {
    SpectrumMethod method = METHODS.read(section.root(), "method").orElse(SpectrumMethod.AUTO);
    boolean vectors = section.flag("eigenvectors", false);
    if (method == SpectrumMethod.EXACT) {
      section.refuse("method: lanczos or auto", "tolerance", "iterations");
      if (!vectors) {
        section.refuse(
            "eigenvectors: true, because method: exact computes all eigenvalues", "count", "end");
      }
    }
    return new EigenvalueSpec(
        method,
        section.whole("count", 1, MAX_COUNT, EigenvalueSpec.COUNT),
        ENDS.read(section.root(), "end").orElse(EigenvalueEnd.LARGEST),
        section.fraction("tolerance", EigenvalueSpec.TOLERANCE),
        vectors,
        section.whole("iterations", 1, Integer.MAX_VALUE, EigenvalueSpec.ITERATIONS));
  }

  private DensitySpec density() {
    return new DensitySpec(
        section.probes(1, DensitySpec.PROBES),
        section.whole("steps", 1, MAX_STEPS, DensitySpec.STEPS));
  }
}
