package io.sparkhessian.quantity.spectrum;

import io.sparkhessian.curvature.spectral.ExtremePairs;
import io.sparkhessian.curvature.spectral.Lanczos;
import io.sparkhessian.curvature.spectral.LanczosState;
import io.sparkhessian.curvature.spectral.SpectrumEnd;
import io.sparkhessian.linalg.Eigenpairs;
import io.sparkhessian.quantity.products.OperatorPart;
import io.sparkhessian.quantity.products.OperatorRun;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** Extreme eigenvalues by Lanczos; the driver holds the state. */
public record LanczosEigenvalues(EigenvalueSpec spec, long seed) {
  private static final String METHOD = "extreme eigenvalues by Lanczos";

  /** Returns the driver memory for a matrix of this size, without products in flight, in bytes. */
  public long bytes(int size) {
    long most = counts(size).values().stream().mapToInt(count -> count).max().orElseThrow();
    long results = (long) Double.BYTES * 4 * count(size) * size; // found, sorted, multiplied
    return Lanczos.bytes((int) most, size) * 3 / 2 + results; // two bases and a checkpoint
  }

  /** Number of eigenvalues for a matrix of this size. */
  public int count(int size) {
    return counts(size).values().stream().mapToInt(count -> count).sum();
  }

  public Eigenvalues of(OperatorRun run, OperatorPart part) throws IOException {
    int size = part.block().size();
    DMatrixRMaj vectors = new DMatrixRMaj(count(size), size);
    double[] values = new double[vectors.numRows];
    double[] residuals = new double[vectors.numRows];
    double magnitude = 0;
    int products = 0;
    int at = 0;
    for (Map.Entry<SpectrumEnd, Integer> each : counts(size).entrySet()) {
      ExtremePairs found = find(run, part, each.getKey(), each.getValue());
      Eigenpairs pairs = found.pairs();
      System.arraycopy(pairs.values(), 0, values, at, each.getValue());
      System.arraycopy(found.residuals(), 0, residuals, at, each.getValue());
      System.arraycopy(pairs.vectors().data, 0, vectors.data, at * size, each.getValue() * size);
      at += each.getValue();
      magnitude = Math.max(magnitude, found.magnitude());
      products += found.products();
    }
    return ascending(values, vectors, residuals, magnitude, products);
  }

  private ExtremePairs find(OperatorRun run, OperatorPart part, SpectrumEnd end, int count)
      throws IOException {
    Lanczos.Wanted wanted = new Lanczos.Wanted(count, end, spec.tolerance(), spec.iterations());
    String name = end.name().toLowerCase(Locale.ROOT);
    int size = part.block().size();
    LanczosState start = new Lanczos(run.of(part, name), wanted, run.dense()).start(seed);
    LanczosCheckpoints checkpoints =
        new LanczosCheckpoints(
            run.pieces(part, name + "-states"),
            run.pieces(part, name),
            start.basis().numRows,
            size);
    LanczosState state = checkpoints.last().orElse(start);
    Lanczos lanczos = new Lanczos(run.of(part, name, state.step()), wanted, run.dense());
    return lanczos.run(state, checkpoints::accept);
  }

  /** Returns the number of eigenvalues at each end; the ends of a small matrix do not overlap. */
  private Map<SpectrumEnd, Integer> counts(int size) {
    int count = Math.min(spec.count(), size);
    Map<SpectrumEnd, Integer> counts = new LinkedHashMap<>();
    switch (spec.end()) {
      case LARGEST -> counts.put(SpectrumEnd.LARGEST, count);
      case SMALLEST -> counts.put(SpectrumEnd.SMALLEST, count);
      case MAGNITUDE -> counts.put(SpectrumEnd.MAGNITUDE, count);
      case BOTH -> {
        counts.put(SpectrumEnd.LARGEST, count);
        counts.put(SpectrumEnd.SMALLEST, Math.min(count, size - count));
        counts.values().removeIf(none -> none == 0);
      }
    }
    return counts;
  }

  private static Eigenvalues ascending(
      double[] values, DMatrixRMaj vectors, double[] residuals, double magnitude, int products) {
    int size = vectors.numCols;
    DMatrixRMaj sorted = new DMatrixRMaj(vectors.numRows, size);
    List<Integer> order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .toList();
    for (int to = 0; to < values.length; to++) {
      System.arraycopy(vectors.data, order.get(to) * size, sorted.data, to * size, size);
    }
    return new Eigenvalues(
        METHOD,
        order.stream().mapToDouble(i -> values[i] + 0.0).toArray(), // avoids −0.0
        IntStream.range(0, values.length).toArray(),
        sorted,
        order.stream().mapToDouble(i -> residuals[i]).toArray(),
        magnitude,
        products);
  }
}
