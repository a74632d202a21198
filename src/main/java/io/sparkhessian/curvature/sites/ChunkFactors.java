package io.sparkhessian.curvature.sites;

import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.autodiff.Site;
import io.sparkhessian.autodiff.SiteGroup;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.SparseRows;
import io.sparkhessian.linalg.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * The factors of one chunk that do not depend on a seed: inputs u of all sites and cotangents δ of
 * all groups.
 */
final class ChunkFactors {
  private final Program program;
  private final List<Lazy> inputs = new ArrayList<>();
  private final List<Lazy> cotangents = new ArrayList<>();
  private Map<String, DMatrixRMaj> values = Map.of();
  private Samples chunk = Samples.none();
  private int samples;

  ChunkFactors(LinearSites sites) {
    List<String> outputs = new ArrayList<>();
    for (SiteGroup group : sites.groups()) {
      outputs.add(LinearSites.cotangent(group));
      cotangents.add(new Lazy(LinearSites.cotangent(group)));
      for (Site site : group.sites()) {
        if (!site.sparse()) {
          outputs.add(site.input());
        }
        inputs.add(new Lazy(site.input()));
      }
    }
    this.program = Program.onChunk(sites.graph(), outputs);
  }

  /** Number of elements of a group's factors, for a chunk of {@code chunkSize} samples. */
  static long numbers(SiteGroup group, int chunkSize) {
    long rows = group.units();
    for (Site site : group.sites()) {
      rows += site.sparse() ? 0 : site.ownInputs() ? site.units() : site.inputs();
    }
    return rows * chunkSize;
  }

  /** Selects the chunk that the evaluator has loaded. */
  void load(Evaluator evaluator, Samples next) {
    chunk = next;
    samples = next.count();
    values = evaluator.evaluate(program, Directions.none());
    inputs.forEach(Lazy::forget);
    cotangents.forEach(Lazy::forget);
  }

  int samples() {
    return samples;
  }

  /** The input u of a sparse site. */
  SparseRows sparse() {
    return chunk.sparse();
  }

  /** The input u of a dense site, one row per input or, with {@code ownInputs}, per unit. */
  Factor input(Site site) {
    return inputs.get(site.number()).get();
  }

  /** The cotangent δ of a group, one row per unit. */
  Factor cotangent(SiteGroup group) {
    return cotangents.get(group.number()).get();
  }

  /** The rows {@code from} to {@code from + count − 1} of Uᵀ, uncopied: inputs × samples. */
  View inputs(Site site, int from, int count) {
    if (program.outputs().get(site.input()).type().perSample()) {
      return View.of(values.get(site.input())).columns(from, count).transpose();
    }
    return input(site).view(from, count);
  }

  /** A value of the chunk, transposed at its first use. */
  private final class Lazy {
    private final String name;
    private final Factor factor = new Factor();
    private boolean known;

    Lazy(String name) {
      this.name = name;
    }

    void forget() {
      known = false;
    }

    Factor get() {
      if (!known && program.outputs().get(name).type().perSample()) {
        factor.setTransposed(values.get(name), 1);
      } else if (!known) {
        factor.fill(values.get(name).data[0], samples);
      }
      known = true;
      return factor;
    }
  }
}
