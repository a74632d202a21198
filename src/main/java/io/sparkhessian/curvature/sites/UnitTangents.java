package io.sparkhessian.curvature.sites;

import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.autodiff.Site;
import io.sparkhessian.autodiff.SiteGroup;
import io.sparkhessian.autodiff.Tangent;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Program;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/** The tangents δ̇ and u̇ of some sites, for a block of unit seeds at one group and one chunk. */
final class UnitTangents {
  private final SiteGroup seeded;
  private final Program program;
  private final Map<String, Factor> factors = new HashMap<>();
  private final Set<String> ownColumns = new HashSet<>();

  /** Input tangents by number of the site; null if the seed does not move the input. */
  private final Factor[] inputs;

  /** Whether unit i moves only column i, by number of the site; only that column is then stored. */
  private final boolean[] ownColumn;

  /** Cotangent tangents by number of the group. */
  private final Factor[] cotangents;

  private int from;
  private int count;

  UnitTangents(LinearSites sites, SiteGroup seeded, Set<String> outputs) {
    this.seeded = seeded;
    outputs.forEach(name -> factors.put(name, new Factor()));
    this.program = Program.onChunk(sites.graph(), outputs);
    this.cotangents = new Factor[sites.groups().size()];
    this.inputs = new Factor[sites.groups().stream().mapToInt(g -> g.sites().size()).sum()];
    this.ownColumn = new boolean[inputs.length];
    for (SiteGroup group : sites.groups()) {
      cotangents[group.number()] = factor(LinearSites.cotangent(group));
      for (Site site : group.sites()) {
        inputs[site.number()] = factor(site.input());
        ownColumn[site.number()] = sites.movesOwnColumn(seeded, site);
        if (ownColumn[site.number()]) {
          ownColumns.add(Tangent.name(seeded.value(), site.input()));
        }
      }
    }
  }

  private Factor factor(String output) {
    return factors.get(Tangent.name(seeded.value(), output));
  }

  /** Names of the nonzero tangents that some pairs need. */
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

  /**
   * Computes the tangents of the units {@code first} to {@code first + units − 1} for the
   * evaluator's chunk.
   */
  void seed(Evaluator evaluator, int first, int units) {
    from = first;
    count = units;
    Map<String, DMatrixRMaj> values =
        evaluator.evaluate(program, new Directions.Units(seeded.value(), first, units));
    values.forEach(
        (name, value) -> {
          int columns = program.outputs().get(name).type().columns();
          Factor factor = factors.get(name);
          if (ownColumns.contains(name)) {
            factor.setOwnColumns(value, units, first);
          } else if (value.numCols < columns) {
            factor.setOwnRows(value, units, first, columns);
          } else {
            factor.setTransposed(value, units);
          }
        });
    evaluator.recycle(program, values);
  }

  int from() {
    return from;
  }

  int to() {
    return from + count;
  }

  /** δ̇ at a group, with rows (unit − from) · units + p; empty if the seed does not move it. */
  Optional<Factor> cotangent(SiteGroup group) {
    return Optional.ofNullable(cotangents[group.number()]);
  }

  /** u̇ of a site, with the rows of {@link #inputRow}; empty if the seed does not move it. */
  Optional<Factor> input(Site site) {
    return Optional.ofNullable(inputs[site.number()]);
  }

  /** Row of u̇[q] for the seed of a unit; −1 if it is zero. */
  int inputRow(Site site, int unit, int q) {
    Factor dot = inputs[site.number()];
    if (dot == null) {
      return -1;
    }
    if (ownColumn[site.number()]) {
      return q == unit ? unit - from : -1;
    }
    int row = (unit - from) * (dot.rows() / count) + q;
    return dot.isZero(row) ? -1 : row;
  }
}
