package io.sparkhessian.curvature.sites;

import java.util.Optional;

/**
 * Within a site H[(i,j),(p,q)] = Σ_s δ̇⁽ⁱ⁾[s,p] u[s,j] u[s,q] is symmetric in (i,p) and in (j,q): a
 * quarter of the entries, by one dgemm GᵀX with G[s,(i,p)] = δ̇⁽ⁱ⁾[s,p] for i ≤ p and X[s,(j,q)] =
 * u[s,j] u[s,q] for j ≤ q. For sites with few inputs.
 */
final class WithinByPairs implements Contribution {
  private final PlacedSite site;
  private final RowBlock rows;
  private final UnitRange units;
  private final int inputs;
  private final InputPairs inputPairs;

  /** Σ_s G[s,(i,p)] X[s,(j,q)], a row a pair (i,p). */
  private final double[] sums;

  private double[] left = {};
  private boolean filled;

  WithinByPairs(PlacedSite site, RowBlock rows) {
    this.site = site;
    this.rows = rows;
    this.units = UnitRange.of(site, rows.from(), rows.to());
    this.inputs = site.site().inputs();
    this.inputPairs = InputPairs.ofOne(inputs);
    this.sums = new double[units.pairs() * inputPairs.count()];
  }

  /** left ← δ̇⁽ⁱ⁾[p] for the pairs i ≤ p. */
  @Override
  public void add(Workspace workspace, UnitTangents tangents) {
    Optional<Factor> dot = tangents.cotangent(site.group());
    int first = Math.max(tangents.from(), units.from());
    int last = Math.min(tangents.to(), units.to());
    if (dot.isEmpty() || first >= last) {
      return;
    }
    int samples = workspace.factors().samples();
    if (left.length < units.pairs() * samples) {
      left = new double[units.pairs() * samples];
    }
    int m = site.site().units();
    for (int i = first; i < last; i++) {
      int row = dot.get().at((i - tangents.from()) * m + i);
      int to = units.pairsBefore(i) * samples;
      System.arraycopy(dot.get().data(), row, left, to, (m - i) * samples);
    }
    filled = true;
  }

  @Override
  public void endChunk(Workspace workspace) {
    if (filled) {
      Factor u = workspace.factors().input(site.site());
      inputPairs.multiply(workspace, left, units.pairs(), u, u, sums);
    }
    filled = false;
  }

  @Override
  public void finish() {
    int pair = 0;
    for (int i = units.from(); i < units.to(); i++) {
      for (int p = i; p < site.site().units(); p++) {
        scatter(i, p, pair * inputPairs.count());
        pair++;
      }
    }
  }

  private void scatter(int i, int p, int at) {
    int first = site.firstInput(i, rows.from());
    int last = site.firstInput(i, rows.to());
    int from = p == i ? first : 0;
    int next = at;
    for (int j = 0; j < inputs; j++) {
      for (int q = j; q < inputs; q++) {
        double value = sums[next++];
        if (j >= first && j < last && q >= from) {
          rows.add(site.index(i, j), site.index(p, q), value);
        }
        if (q > j && q >= first && q < last && j >= from) {
          rows.add(site.index(i, q), site.index(p, j), value);
        }
      }
    }
  }
}
