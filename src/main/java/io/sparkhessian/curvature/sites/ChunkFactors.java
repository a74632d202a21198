package io.sparkhessian.curvature.sites;

import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.autodiff.Site;
import io.sparkhessian.autodiff.SiteGroup;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/** What does not depend on a seed, of one chunk: the inputs u of all sites, the cotangents δ. */
final class ChunkFactors {
  private final LinearSites sites;
  private final Program program;
  private final List<Factor> inputs = new ArrayList<>();
  private final List<Factor> cotangents = new ArrayList<>();
  private int samples;

  ChunkFactors(LinearSites sites) {
    this.sites = sites;
    List<String> outputs = new ArrayList<>();
    for (SiteGroup group : sites.groups()) {
      outputs.add(LinearSites.cotangent(group));
      cotangents.add(new Factor());
      for (Site site : group.sites()) {
        outputs.add(site.input());
        inputs.add(new Factor());
      }
    }
    this.program = Program.onChunk(sites.graph(), outputs);
  }

  /** Goes to the chunk that the evaluator has loaded. */
  void load(Evaluator evaluator, int count) {
    samples = count;
    Map<String, DMatrixRMaj> values = evaluator.evaluate(program, Directions.none());
    for (SiteGroup group : sites.groups()) {
      set(cotangent(group), LinearSites.cotangent(group), values);
      group.sites().forEach(site -> set(input(site), site.input(), values));
    }
  }

  private void set(Factor factor, String name, Map<String, DMatrixRMaj> values) {
    if (program.outputs().get(name).type().perSample()) {
      factor.setTransposed(values.get(name), 1);
    } else {
      factor.fill(values.get(name).data[0], samples);
    }
  }

  int samples() {
    return samples;
  }

  /** u: a row an input, or with {@code ownInputs} a row a unit. */
  Factor input(Site site) {
    return inputs.get(site.number());
  }

  /** δ: a row a unit. */
  Factor cotangent(SiteGroup group) {
    return cotangents.get(group.number());
  }
}
