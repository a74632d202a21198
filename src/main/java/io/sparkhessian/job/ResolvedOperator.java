package io.sparkhessian.job;

import io.sparkhessian.job.yaml.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The keys of an operator and its quantity: those that count, every default written out. */
final class ResolvedOperator {
  private ResolvedOperator() {}

  static void put(Map<String, Object> map, OperatorSpec operator) {
    map.put("of", Choice.name(operator.of()));
    if (operator.of() == OperatorKind.FISHER) {
      map.put("empirical", operator.empirical());
    }
    if (operator.quantity() instanceof SpectrumSpec spectrum) {
      put(map, spectrum);
    } else if (operator.quantity() instanceof TraceSpec trace) {
      map.put("method", Choice.name(trace.method()));
      map.put("probes", (long) trace.probes());
      map.put("seed", trace.seed());
    } else if (operator.quantity() instanceof SolveSpec solve) {
      map.put("damping", solve.damping());
      map.put("tolerance", solve.tolerance());
      map.put("iterations", (long) solve.iterations());
    }
  }

  private static void put(Map<String, Object> map, SpectrumSpec spectrum) {
    List<String> parts = new ArrayList<>();
    spectrum.eigenvalues().ifPresent(any -> parts.add(Choice.name(SpectrumPart.EIGENVALUES)));
    spectrum.density().ifPresent(any -> parts.add(Choice.name(SpectrumPart.DENSITY)));
    map.put("find", parts);
    boolean random = spectrum.density().isPresent();
    if (spectrum.eigenvalues().isPresent()) {
      EigenvalueSpec eigenvalues = spectrum.eigenvalues().get();
      boolean exact = eigenvalues.method() == SpectrumMethod.EXACT;
      random |= !exact;
      put(map, eigenvalues, exact);
    }
    if (spectrum.density().isPresent()) {
      map.put("probes", (long) spectrum.density().get().probes());
      map.put("steps", (long) spectrum.density().get().steps());
    }
    if (random) {
      map.put("seed", spectrum.seed());
    }
  }

  private static void put(Map<String, Object> map, EigenvalueSpec eigenvalues, boolean exact) {
    map.put("method", Choice.name(eigenvalues.method()));
    map.put("eigenvectors", eigenvalues.eigenvectors());
    if (!exact || eigenvalues.eigenvectors()) {
      map.put("count", (long) eigenvalues.count());
      map.put("end", Choice.name(eigenvalues.end()));
    }
    if (!exact) {
      map.put("tolerance", eigenvalues.tolerance());
      map.put("iterations", (long) eigenvalues.iterations());
    }
  }
}
