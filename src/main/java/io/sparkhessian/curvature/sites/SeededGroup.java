package io.sparkhessian.curvature.sites;

import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.autodiff.SiteGroup;
import io.sparkhessian.curvature.layout.Window;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The unit seeds of one group and their contributions to a block of rows. */
final class SeededGroup {
  private final UnitTangents tangents;
  private final List<Units> runs;
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
    this.runs = units(pairs, rows.window());
    this.contributions = pairs.stream().map(pair -> pair.contribution(rows)).toList();
  }

  /**
   * The units with a row or column in the window, as runs. A window that spans the end of the
   * weights and the start of the biases has two runs.
   */
  static List<Units> units(List<SitePair> pairs, Window window) {
    BitSet seeded = new BitSet();
    for (SitePair pair : pairs) {
      PlacedSite site = pair.seeded();
      int from = pair.seedsAtColumn() ? window.start() : window.from();
      int end = pair.seedsAtColumn() ? window.end() : window.to();
      for (int unit = 0; unit < site.site().units(); unit++) {
        if (site.firstInput(unit, from) < site.firstInput(unit, end)) {
          seeded.set(unit);
        }
      }
    }
    List<Units> runs = new ArrayList<>();
    for (int unit = seeded.nextSetBit(0); unit >= 0; ) {
      int last = seeded.nextClearBit(unit);
      runs.add(new Units(unit, last));
      unit = seeded.nextSetBit(last);
    }
    return runs;
  }

  /** Adds the loaded chunk. */
  void add(Workspace workspace) {
    int together = SiteRows.unitsPerPass(tangents.program(), workspace.factors().samples());
    for (Units units : runs) {
      for (int from = units.from(); from < units.to(); from += together) {
        tangents.seed(workspace.evaluator(), from, Math.min(together, units.to() - from));
        contributions.forEach(each -> each.add(workspace, tangents));
      }
    }
    contributions.forEach(each -> each.endChunk(workspace));
  }

  void finish(Workspace workspace) {
    contributions.forEach(each -> each.finish(workspace));
  }
}
