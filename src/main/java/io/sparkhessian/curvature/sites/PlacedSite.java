package io.sparkhessian.curvature.sites;

import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.autodiff.Site;
import io.sparkhessian.autodiff.SiteGroup;
import io.sparkhessian.curvature.layout.ParameterLayout;
import io.sparkhessian.curvature.layout.Window;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A site, the group it belongs to and where its parameter lies in θ.
 *
 * @param alone whether no other site uses the parameter
 */
record PlacedSite(Site site, SiteGroup group, ParameterLayout.Block block, boolean alone)
    implements Serializable {

  /** The sites of each group. */
  static Map<SiteGroup, List<PlacedSite>> all(LinearSites sites, ParameterLayout layout) {
    Map<String, Integer> uses = new HashMap<>();
    for (SiteGroup group : sites.groups()) {
      group.sites().forEach(site -> uses.merge(site.parameter(), 1, Integer::sum));
    }
    Map<SiteGroup, List<PlacedSite>> placed = new HashMap<>();
    for (SiteGroup group : sites.groups()) {
      List<PlacedSite> members = new ArrayList<>();
      for (Site site : group.sites()) {
        boolean alone = uses.get(site.parameter()) == 1;
        members.add(new PlacedSite(site, group, layout.block(site.parameter()), alone));
      }
      placed.put(group, members);
    }
    return placed;
  }

  /** Whether a window has entries of these rows and of the other's columns. */
  boolean meets(PlacedSite other, Window window) {
    return window.rowsAmong(block) > 0
        && window.columnsAmong(other.block()) > 0
        && other.block().offset() >= block.offset();
  }

  /** Whether all its columns are in a window. */
  boolean isWholeIn(Window window) {
    return window.columnsAmong(block) == block.size();
  }

  /** Whether a window has the columns of unit p for the inputs of which it has rows of unit i. */
  boolean hasSquare(int i, int p, Window window) {
    return firstInput(p, window.start()) <= firstInput(i, window.from())
        && firstInput(i, window.to()) <= firstInput(p, window.end());
  }

  /** The place in θ of the weight of an input in a unit. */
  int index(int unit, int input) {
    return block.offset() + site.element(unit, input);
  }

  /** The unit of the parameter's element {@code element}. */
  int unit(int element) {
    return site.unitMajor() ? element / site.inputs() : element % site.units();
  }

  /** The input of the parameter's element {@code element}. */
  int input(int element) {
    return site.unitMajor() ? element % site.inputs() : element / site.units();
  }

  /** The row of the site's input factor that a weight meets. */
  int inputRow(int unit, int input) {
    return site.ownInputs() ? unit : input;
  }

  /** The first input of a unit whose weight is at {@code index} of θ or behind it; d if none. */
  int firstInput(int unit, int index) {
    int distance = index - index(unit, 0);
    int steps = (int) ((distance + (long) site.inputStride() - 1) / site.inputStride());
    return Math.max(0, Math.min(site.inputs(), distance <= 0 ? 0 : steps));
  }
}
