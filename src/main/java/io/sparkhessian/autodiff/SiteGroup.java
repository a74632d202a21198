package io.sparkhessian.autodiff;

import java.io.Serializable;
import java.util.List;

/**
 * Sites that add up to one value z with one row of {@code units} numbers per sample, e.g. a layer's
 * weight and bias. The tangent of a unit seed e_i at z serves all weights of unit i.
 *
 * @param number index among the groups of an objective
 */
public record SiteGroup(int number, int units, List<Site> sites) implements Serializable {
  public SiteGroup {
    sites = List.copyOf(sites);
  }

  /** Name of the output with z, n × units. */
  public String value() {
    return "sites/" + number;
  }
}
