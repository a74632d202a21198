package io.sparkhessian.curvature.sites;

import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.autodiff.Site;
import io.sparkhessian.autodiff.SiteGroup;
import io.sparkhessian.autodiff.Tangent;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Program;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/**
 * The tangents of unit seeds at one group, of one chunk and a block of units: δ̇ and u̇ of the
 * sites that are asked for.
 */
final class UnitTangents {
  private final SiteGroup seeded;
  private final Program program;
  private final Map<String, Factor> factors = new HashMap<>();
  private int from;
  private int count;

  UnitTangents(LinearSites sites, SiteGroup seeded, Set<String> outputs) {
    this.seeded = seeded;
    outputs.forEach(name -> factors.put(name, new Factor()));
    this.program = Program.onChunk(sites.graph(), outputs);
  }

  /** The tangents that these pairs read, where they are not zero. */
  static Set<String> outputs(LinearSites sites, SiteGroup seeded, List<SitePair> pairs) {
    Set<String> outputs = new LinkedHashSet<>();
    for (SitePair pair : pairs) {
      PlacedSite moved = pair.moved();
      outputs.add(Tangent.name(seeded.value(), LinearSites.cotangent(moved.group())));
      outputs.add(Tangent.name(seeded.value(), moved.site().input()));
    }
    outputs.retainAll(sites.graph().outputs().keySet());
    return outputs;
  }

  Program program() {
    return program;
  }

  /** Seeds the units {@code first} to {@code first + units − 1} on the evaluator's chunk. */
  void seed(Evaluator evaluator, int first, int units) {
    from = first;
    count = units;
    Map<String, DMatrixRMaj> values =
        evaluator.evaluate(program, new Directions.Units(seeded.value(), first, units));
    values.forEach((name, value) -> factors.get(name).setTransposed(value, units));
    evaluator.recycle(program, values);
  }

  int from() {
    return from;
  }

  int to() {
    return from + count;
  }

  /** δ̇ at a group: row (unit − from) · units + p; none where the seed does not move it. */
  Optional<Factor> cotangent(SiteGroup group) {
    return factor(LinearSites.cotangent(group));
  }

  /** u̇ of a site, with the rows of {@link #inputRow}; none where the seed does not move it. */
  Optional<Factor> input(Site site) {
    return factor(site.input());
  }

  /** The row of u̇[q] when this unit is seeded, or −1 where it is zero. */
  int inputRow(Site site, int unit, int q) {
    Factor dot = factors.get(Tangent.name(seeded.value(), site.input()));
    if (dot == null) {
      return -1;
    }
    int row = (unit - from) * (dot.rows() / count) + q;
    return dot.isZero(row) ? -1 : row;
  }

  private Optional<Factor> factor(String name) {
    return Optional.ofNullable(factors.get(Tangent.name(seeded.value(), name)));
  }
}
