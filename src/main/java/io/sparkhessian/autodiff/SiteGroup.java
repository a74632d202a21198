package io.sparkhessian.autodiff;

import java.io.Serializable;
import java.util.List;

/**
 * Sites that add up to one value z, a row of {@code units} numbers a sample: a layer's weight and
 * its bias. The tangent of a unit seed e_i at z serves all their weights of unit i.
 *
 * @param number among the groups of an objective; names the value
 */
public record SiteGroup(int number, int units, List<Site> sites) implements Serializable {
  public SiteGroup {
    sites = List.copyOf(sites);
  }

  /** The output of the graph that holds z, n × units. */
  public String value() {
    return "sites/" + number;
  }
}
