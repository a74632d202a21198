package io.sparkhessian.curvature.sites;

import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.autodiff.SiteGroup;
import java.util.List;

/** The unit seeds of one group, and all that a block of rows gets from them. */
final class SeededGroup {
  private final UnitTangents tangents;
  private final Units units;
  private final List<Contribution> contributions;

  /** The units {@code from} to {@code to − 1}. */
  record Units(int from, int to) {
    int count() {
      return to - from;
    }
  }

  SeededGroup(
      LinearSites sites,
      SiteGroup group,
      List<SitePair> pairs,
      RowBlock rows,
      Workspace workspace) {
    this.tangents = workspace.tangents(sites, group, UnitTangents.outputs(sites, group, pairs));
    this.units = units(pairs, rows.from(), rows.to());
    this.contributions = pairs.stream().map(pair -> pair.contribution(rows)).toList();
  }

  /** The units that have a row or column in the block of rows {@code from} to {@code to − 1}. */
  static Units units(List<SitePair> pairs, int from, int to) {
    int first = Integer.MAX_VALUE;
    int last = 0;
    for (SitePair pair : pairs) {
      PlacedSite seeded = pair.seeded();
      int end = pair.seedsAtColumn() ? Integer.MAX_VALUE : to;
      for (int unit = 0; unit < seeded.site().units(); unit++) {
        if (seeded.firstInput(unit, from) < seeded.firstInput(unit, end)) {
          first = Math.min(first, unit);
          last = Math.max(last, unit + 1);
        }
      }
    }
    return new Units(Math.min(first, last), last);
  }

  /** Adds the loaded chunk. */
  void add(Workspace workspace) {
    int together = SiteRows.unitsPerPass(tangents.program(), workspace.factors().samples());
    for (int from = units.from(); from < units.to(); from += together) {
      tangents.seed(workspace.evaluator(), from, Math.min(together, units.to() - from));
      contributions.forEach(each -> each.add(workspace, tangents));
    }
    contributions.forEach(each -> each.endChunk(workspace));
  }

  void finish(Workspace workspace) {
    contributions.forEach(each -> each.finish(workspace));
  }
}
