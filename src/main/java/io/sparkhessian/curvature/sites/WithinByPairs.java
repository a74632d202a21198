package io.sparkhessian.curvature.sites;

import java.util.List;
import java.util.Optional;

/**
 * The entries within a site, H[(i,j),(p,q)] = Σ_s δ̇⁽ⁱ⁾[s,p] u[s,j] u[s,q], which are symmetric in
 * (i,p) and in (j,q). One product GᵀX with G[s,(i,p)] = δ̇⁽ⁱ⁾[s,p] for i ≤ p and X[s,(j,q)] =
 * u[s,j] u[s,q] for j ≤ q gives a quarter of the entries. Suits sites with few inputs.
 */
final class WithinByPairs implements Contribution {
  private final PlacedSite site;
  private final RowBlock rows;
  private final UnitRange units;
  private final PairProducts products;
  private final InputPairs inputPairs;

  /** G of the chunk, one row per pair (i,p); null until a seed moves the site. */
  private double[] left;

  WithinByPairs(PlacedSite site, RowBlock rows) {
    this.site = site;
    this.rows = rows;
    this.units = UnitRange.of(site, rows.window());
    this.inputPairs = InputPairs.ofOne(site.site().inputs());
    this.products = new PairProducts(inputPairs, units.pairs());
  }

  /** Copies δ̇⁽ⁱ⁾[p] to G for the pairs i ≤ p. */
  @Override
  public void add(Workspace workspace, UnitTangents tangents) {
    Optional<Factor> dot = tangents.cotangent(site.group());
    int first = Math.max(tangents.from(), units.from());
    int last = Math.min(tangents.to(), units.to());
    if (dot.isEmpty() || first >= last) {
      return;
    }
    int samples = workspace.factors().samples();
    if (left == null) {
      left = products.left(workspace, samples);
    }
    int m = site.site().units();
    for (int i = first; i < last; i++) {
      int p = units.firstWith(i);
      int row = dot.get().at((i - tangents.from()) * m + p);
      int to = units.pairsBefore(i) * samples;
      System.arraycopy(dot.get().data(), row, left, to, (units.end() - p) * samples);
    }
  }

  @Override
  public void endChunk(Workspace workspace) {
    if (left != null) {
      Factor u = workspace.factors().input(site.site());
      products.add(workspace, left, u, u, this::scatter);
      left = null;
    }
  }

  @Override
  public void finish(Workspace workspace) {
    products.finish(workspace, this::scatter);
    for (int i = units.from(); i < units.to(); i++) {
      int first = site.firstInput(i, rows.from());
      int size = site.firstInput(i, rows.to()) - first;
      for (int p = Math.max(i + 1, units.start()); p < units.end(); p++) {
        if (isMirrored(i, p)) {
          int corner = rows.at(site.index(i, first), site.index(p, first));
          Mirror.square(rows.data(), corner, rows.stride(), size);
        }
      }
    }
  }

  /** Whether the square of a pair lies in the window and no other site adds to it. */
  private boolean isMirrored(int i, int p) {
    return site.alone() && site.hasSquare(i, p, rows.window());
  }

  private void scatter(int from, int to, double[] sums) {
    List<InputPairs.Run> runs = inputPairs.runs(from, to);
    int at = 0;
    for (int i = units.from(); i < units.to(); i++) {
      for (int p = units.firstWith(i); p < units.end(); p++) {
        for (InputPairs.Run run : runs) {
          addAbove(i, p, run, sums, at + run.at());
          addBelow(i, p, run, sums, at + run.at());
        }
        at += to - from;
      }
    }
  }

  /** Adds H[(i,j),(p,q)] for the pairs j ≤ q of a run. */
  private void addAbove(int i, int p, InputPairs.Run run, double[] sums, int at) {
    int first = site.firstInput(i, rows.from());
    int j = run.j();
    if (j >= first && j < site.firstInput(i, rows.to())) {
      double[] data = rows.data();
      int to = rows.at(site.index(i, j), site.index(p, run.q()));
      int begin = Math.max(0, site.firstInput(p, rows.window().start()) - run.q());
      int end = Math.min(run.count(), site.firstInput(p, rows.window().end()) - run.q());
      for (int c = begin; c < end; c++) {
        data[to + c] += sums[at + c];
      }
    }
  }

  /**
   * Adds the same sums as H[(i,q),(p,j)], except where {@link #finish} mirrors them: in diagonal
   * squares and, if the parameter has no other site, in squares that lie in the window.
   */
  private void addBelow(int i, int p, InputPairs.Run run, double[] sums, int at) {
    int first = site.firstInput(i, rows.from());
    int last = site.firstInput(i, rows.to());
    int j = run.j();
    boolean within =
        j >= site.firstInput(p, rows.window().start())
            && j < site.firstInput(p, rows.window().end());
    if (p == i || !within || (j >= first && isMirrored(i, p))) {
      return;
    }
    int begin = Math.max(first, Math.max(run.q(), j + 1));
    for (int q = begin; q < Math.min(run.q() + run.count(), last); q++) {
      rows.add(site.index(i, q), site.index(p, j), sums[at + q - run.q()]);
    }
  }
}
