package io.sparkhessian.job;

import io.sparkhessian.job.yaml.Choice;
import io.sparkhessian.job.yaml.YamlScalar;
import io.sparkhessian.job.yaml.YamlSection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a job file says of an operator, and refuses what is of another quantity. */
final class OperatorReader {
  private static final Choice<OperatorKind> KINDS = new Choice<>(OperatorKind.class);
  private static final Choice<SpectrumPart> PARTS = new Choice<>(SpectrumPart.class);
  private static final Choice<SpectrumMethod> METHODS = new Choice<>(SpectrumMethod.class);
  private static final Choice<TraceMethod> TRACES = new Choice<>(TraceMethod.class);
  private static final Choice<EigenvalueEnd> ENDS = new Choice<>(EigenvalueEnd.class);
  private static final int MOST_COUNT = 10_000;
  private static final int MOST_STEPS = 10_000;
  private static final String WHOLE = "a whole number";

  /** A key that no other quantity has, and the values of compute that take it. */
  private record Key(String name, List<Compute> computes) {
    Key(String name, Compute... computes) {
      this(name, List.of(computes));
    }
  }

  private static final List<Key> KEYS =
      List.of(
          new Key("of", Compute.HVP, Compute.SPECTRUM, Compute.TRACE, Compute.SOLVE),
          new Key("find", Compute.SPECTRUM),
          new Key("method", Compute.SPECTRUM, Compute.TRACE),
          new Key("count", Compute.SPECTRUM),
          new Key("end", Compute.SPECTRUM),
          new Key("tolerance", Compute.SPECTRUM, Compute.SOLVE),
          new Key("eigenvectors", Compute.SPECTRUM),
          new Key("iterations", Compute.SPECTRUM, Compute.SOLVE),
          new Key("steps", Compute.SPECTRUM),
          new Key("damping", Compute.SOLVE));

  private final YamlSection root;
  private final QuantityReader quantity;

  OperatorReader(YamlSection root, QuantityReader quantity) {
    this.root = root;
    this.quantity = quantity;
  }

  /** What there is of an operator; empty where another quantity is computed. */
  Optional<OperatorSpec> read(boolean isClass) {
    Compute compute = quantity.compute();
    for (Key key : KEYS) {
      if (!key.computes().contains(compute) && root.find(key.name()).isPresent()) {
        throw quantity.needs(key.name(), names(key.computes()));
      }
    }
    if (!compute.usesOperator()) {
      return Optional.empty();
    }
    OperatorKind of = KINDS.read(root, "of").orElse(OperatorKind.HESSIAN);
    boolean empirical = empirical(of, isClass);
    return Optional.of(
        new OperatorSpec(
            of,
            empirical,
            switch (compute) {
              case HVP -> new ProductsSpec();
              case TRACE -> trace();
              case SOLVE -> solve();
              default -> spectrum();
            }));
  }

  private static String names(List<Compute> computes) {
    List<String> words = computes.stream().map(Compute::word).toList();
    int last = words.size() - 1;
    return last == 0
        ? words.get(0)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }

  private boolean empirical(OperatorKind of, boolean isClass) {
    Optional<YamlScalar> given = root.scalar("empirical", "true or false");
    if (of != OperatorKind.FISHER && given.isPresent()) {
      throw given.get().wrong("needs of: fisher; leave it out");
    }
    boolean empirical = given.map(YamlScalar::flag).orElse(false);
    if (of == OperatorKind.FISHER && isClass && !empirical) {
      throw root.find("of")
          .orElseThrow()
          .wrong(
              "is fisher, but the distribution of a class's model is not known; take"
                  + " gauss-newton, or empirical: true");
    }
    return empirical;
  }

  private SpectrumSpec spectrum() {
    Set<SpectrumPart> parts = parts();
    Optional<EigenvalueSpec> eigenvalues = Optional.empty();
    Optional<DensitySpec> density = Optional.empty();
    if (parts.contains(SpectrumPart.EIGENVALUES)) {
      eigenvalues = Optional.of(eigenvalues());
    } else {
      refuse(
          "find: [eigenvalues]",
          "method",
          "count",
          "end",
          "tolerance",
          "eigenvectors",
          "iterations");
    }
    if (parts.contains(SpectrumPart.DENSITY)) {
      density =
          Optional.of(
              new DensitySpec(
                  whole("probes", 1, ApproximationSpec.MOST_PROBES, DensitySpec.PROBES),
                  whole("steps", 1, MOST_STEPS, DensitySpec.STEPS)));
    } else {
      refuse("find: [density]", "probes", "steps");
      if (eigenvalues.orElseThrow().method() == SpectrumMethod.EXACT) {
        refuse("find: [density], or another method", "seed");
      }
    }
    return new SpectrumSpec(eigenvalues, density, seed());
  }

  private Set<SpectrumPart> parts() {
    Set<SpectrumPart> parts = EnumSet.noneOf(SpectrumPart.class);
    root.list(
        "find",
        "one of " + PARTS.names(),
        item -> {
          if (!parts.add(PARTS.of(item))) {
            throw item.wrong("repeats '%s'".formatted(item.string()));
          }
          return item;
        });
    if (parts.isEmpty() && root.find("find").isPresent()) {
      throw root.find("find").orElseThrow().mustBe("a list of some of " + PARTS.names());
    }
    return parts.isEmpty() ? EnumSet.of(SpectrumPart.EIGENVALUES) : parts;
  }

  private EigenvalueSpec eigenvalues() {
    SpectrumMethod method = METHODS.read(root, "method").orElse(SpectrumMethod.AUTO);
    boolean vectors =
        root.scalar("eigenvectors", "true or false").map(YamlScalar::flag).orElse(false);
    if (method == SpectrumMethod.EXACT) {
      refuse("method: lanczos or auto", "tolerance", "iterations");
      if (!vectors) {
        refuse("eigenvectors: true, or another method: exact computes all", "count", "end");
      }
    }
    return new EigenvalueSpec(
        method,
        whole("count", 1, MOST_COUNT, EigenvalueSpec.COUNT),
        ENDS.read(root, "end").orElse(EigenvalueEnd.LARGEST),
        tolerance(EigenvalueSpec.TOLERANCE),
        vectors,
        whole("iterations", 1, Integer.MAX_VALUE, EigenvalueSpec.ITERATIONS));
  }

  private TraceSpec trace() {
    TraceMethod method = TRACES.read(root, "method").orElse(TraceMethod.HUTCH_PLUS_PLUS);
    int fewest = TraceSpec.fewestProbes(method);
    return new TraceSpec(
        method, whole("probes", fewest, ApproximationSpec.MOST_PROBES, TraceSpec.PROBES), seed());
  }

  private SolveSpec solve() {
    return new SolveSpec(
        root.scalar("damping", "a number").map(YamlScalar::notNegative).orElse(0.0),
        tolerance(SolveSpec.TOLERANCE),
        whole("iterations", 1, Integer.MAX_VALUE, SolveSpec.ITERATIONS));
  }

  /** Refuses keys that would do nothing. */
  private void refuse(String needed, String... keys) {
    for (String key : keys) {
      root.find(key)
          .ifPresent(
              given -> {
                throw given.wrong("needs %s; leave it out".formatted(needed));
              });
    }
  }

  private long seed() {
    return whole("seed", 0, Integer.MAX_VALUE, (int) ApproximationSpec.SEED);
  }

  private int whole(String key, int least, int most, int otherwise) {
    return root.scalar(key, WHOLE).map(given -> given.integer(least, most)).orElse(otherwise);
  }

  private double tolerance(double otherwise) {
    return root.scalar("tolerance", "a number").map(OperatorReader::part).orElse(otherwise);
  }

  private static double part(YamlScalar scalar) {
    double number = scalar.number();
    if (!(number > 0 && number < 1)) {
      throw scalar.mustBe("above 0 and below 1");
    }
    return number;
  }
}
