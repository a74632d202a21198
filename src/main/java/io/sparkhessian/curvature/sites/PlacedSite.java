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
 * A site with its group and the position of its parameter in θ.
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

  /** Whether a window has entries in this site's rows and the other site's columns. */
  boolean meets(PlacedSite other, Window window) {
    return window.rowsAmong(block) > 0
        && window.columnsAmong(other.block()) > 0
        && other.block().offset() >= block.offset();
  }

  /** Whether a window contains all columns of this site. */
  boolean isWholeIn(Window window) {
    return window.columnsAmong(block) == block.size();
  }

  /** Whether a window has the columns of unit p for all inputs whose rows of unit i it has. */
  boolean hasSquare(int i, int p, Window window) {
    return firstInput(p, window.start()) <= firstInput(i, window.from())
        && firstInput(i, window.to()) <= firstInput(p, window.end());
  }

  /** Index in θ of the weight of an input in a unit. */
  int index(int unit, int input) {
    return block.offset() + site.element(unit, input);
  }

  /** Unit of an element of the parameter. */
  int unit(int element) {
    return site.unitMajor() ? element / site.inputs() : element % site.units();
  }

  /** Input of an element of the parameter. */
  int input(int element) {
    return site.unitMajor() ? element % site.inputs() : element / site.units();
  }

  /** Row of the site's input factor that multiplies a weight. */
  int inputRow(int unit, int input) {
    return site.ownInputs() ? unit : input;
  }

  /** First input of a unit whose weight lies at or after {@code index} in θ; d if there is none. */
  int firstInput(int unit, int index) {
    int distance = index - index(unit, 0);
    int steps = (int) ((distance + (long) site.inputStride() - 1) / site.inputStride());
    return Math.max(0, Math.min(site.inputs(), distance <= 0 ? 0 : steps));
  }
}
