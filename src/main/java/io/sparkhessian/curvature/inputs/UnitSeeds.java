package io.sparkhessian.curvature.inputs;

import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.autodiff.Tangent;
import io.sparkhessian.curvature.DirectionBlocks;
import io.sparkhessian.curvature.inputs.InputSites.Weighted;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.FlopCount;
import io.sparkhessian.evaluate.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.ejml.data.DMatrixRMaj;

/** The rows of M_ab for the units of a group a, by a tangent pass from each. */
final class UnitSeeds {
  private final Weighted seeded;
  private final Program program;

  /** The groups b that the seed moves the cotangent of. */
  private final List<Weighted> moved;

  private double[] whole = {};

  UnitSeeds(InputSites sites, Weighted seeded) {
    this.seeded = seeded;
    this.moved =
        sites.groups().stream()
            .filter(b -> sites.sites().graph().outputs().containsKey(name(seeded, b)))
            .toList();
    List<String> outputs = moved.stream().map(b -> name(seeded, b)).toList();
    this.program = Program.onChunk(sites.sites().graph(), outputs);
  }

  /** Those that are not zero. */
  static List<UnitSeeds> of(InputSites sites) {
    List<UnitSeeds> all = new ArrayList<>();
    sites.groups().forEach(group -> all.add(new UnitSeeds(sites, group)));
    all.removeIf(seeds -> seeds.moved.isEmpty());
    return all;
  }

  private static String name(Weighted seeded, Weighted other) {
    return Tangent.name(seeded.group().value(), LinearSites.cotangent(other.group()));
  }

  Weighted seeded() {
    return seeded;
  }

  List<Weighted> moved() {
    return moved;
  }

  /** How many units are seeded at once. */
  int together(int samples) {
    int size = DirectionBlocks.size(program, seeded.units(), samples);
    return Math.min(seeded.units(), size);
  }

  /** Operations of the passes over a sample. */
  double flops() {
    return seeded.units() * FlopCount.perUnitAndSample(program, seeded.group().value());
  }

  long bytes(int samples) {
    long widest = moved.stream().mapToLong(Weighted::units).max().orElse(0);
    return DirectionBlocks.bytes(program, seeded.units(), seeded.units(), samples)
        + widest * together(samples) * samples * Double.BYTES;
  }

  /**
   * Hands over the rows of some units, those of unit {@code from} first: (unit · samples + sample)
   * × units of b.
   */
  void rows(
      Evaluator evaluator, int samples, int from, int count, BiConsumer<Weighted, double[]> rows) {
    Map<String, DMatrixRMaj> values =
        evaluator.evaluate(program, new Directions.Units(seeded.group().value(), from, count));
    for (Weighted b : moved) {
      DMatrixRMaj value = values.get(name(seeded, b));
      boolean own = value.numCols < b.units();
      rows.accept(b, own ? expanded(value.data, samples, from, count) : value.data);
    }
    evaluator.recycle(program, values);
  }

  /** Of a diagonal M only the diagonal is handed to us. */
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
