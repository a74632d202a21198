package io.sparkhessian.curvature.inputs;

import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.autodiff.SiteGroup;
import io.sparkhessian.autodiff.Tangent;
import io.sparkhessian.curvature.layout.DirectionBlocks;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.FlopCount;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.graph.Graph;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/** The rows of M_ab for the units of a group a and some groups b, by one tangent pass per unit. */
final class UnitSeeds {
  private final SiteGroup seeded;
  private final Program program;

  /** The groups b whose cotangents the seed moves. */
  private final List<SiteGroup> moved;

  private double[] whole = {};

  /**
   * @param graph the graph of the sites
   * @param others the groups b
   */
  UnitSeeds(Graph graph, SiteGroup seeded, List<SiteGroup> others) {
    this.seeded = seeded;
    this.moved = others.stream().filter(b -> graph.outputs().containsKey(name(seeded, b))).toList();
    this.program = Program.onChunk(graph, moved.stream().map(b -> name(seeded, b)).toList());
  }

  private static String name(SiteGroup seeded, SiteGroup other) {
    return Tangent.name(seeded.value(), LinearSites.cotangent(other));
  }

  /** The groups b with nonzero M_ab. */
  List<SiteGroup> moved() {
    return moved;
  }

  /** Number of units per pass. */
  int together(int samples) {
    int size = DirectionBlocks.size(program, seeded.units(), samples);
    return Math.min(seeded.units(), size);
  }

  /** Operations of all passes per sample. */
  double flops() {
    return seeded.units() * FlopCount.perUnitAndSample(program, seeded.value());
  }

  /** The part of {@link #flops} outside products. */
  double elements() {
    return seeded.units() * FlopCount.elementsPerUnitAndSample(program, seeded.value());
  }

  long bytes(int samples) {
    long widest = moved.stream().mapToLong(SiteGroup::units).max().orElse(0);
    return DirectionBlocks.bytes(program, seeded.units(), seeded.units(), samples)
        + widest * together(samples) * samples * Double.BYTES;
  }

  /** Receives rows of M_ab. */
  @FunctionalInterface
  interface Taker {
    /**
     * Receives the rows of some units.
     *
     * @param rows (unit · samples + sample) × units of b, starting with unit {@code from}
     */
    void take(SiteGroup b, int from, int count, double[] rows);
  }

  /** Computes the rows of all units for the loaded chunk. */
  void rows(Evaluator evaluator, int samples, Taker taker) {
    int most = together(samples);
    for (int from = 0; from < seeded.units() && !moved.isEmpty(); from += most) {
      int count = Math.min(most, seeded.units() - from);
      Map<String, DMatrixRMaj> values =
          evaluator.evaluate(program, new Directions.Units(seeded.value(), from, count));
      for (SiteGroup b : moved) {
        DMatrixRMaj value = values.get(name(seeded, b));
        boolean own = value.numCols < b.units();
        taker.take(b, from, count, own ? expanded(value.data, samples, from, count) : value.data);
      }
      evaluator.recycle(program, values);
    }
  }

  /** The whole rows of a diagonal M, of which only the diagonal is stored. */
  private double[] expanded(double[] diagonal, int samples, int from, int count) {
    int width = seeded.units();
    int numbers = count * samples * width;
    whole = whole.length < numbers ? new double[numbers] : whole;
    Arrays.fill(whole, 0, numbers, 0);
    for (int i = 0; i < count * samples; i++) {
      whole[i * width + from + i / samples] = diagonal[i];
    }
    return whole;
  }
}
