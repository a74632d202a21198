package io.sparkhessian.curvature.sites;

/**
 * Within a site H[(i,j),(p,q)] = Σ_s δ̇⁽ⁱ⁾[s,p] u[s,j] u[s,q] for the pairs i ≤ p, each as the
 * upper triangle of (δ̇⁽ⁱ⁾[p] ⊙ U)ᵀ U by blocks. For sites with many inputs: the operand that is
 * built has inputs × samples elements only. A generalised linear model is one such pair.
 */
final class WithinByScaling implements Contribution {
  /** Inputs of a block at the most: its scaled rows are half a megabyte with 256 samples. */
  private static final int BLOCK = 288;

  /** A square of the diagonal that is computed whole. */
  static final int LEAF = 64;

  private final PlacedSite site;
  private final RowBlock rows;
  private final UnitRange units;
  private final int inputs;

  WithinByScaling(PlacedSite site, RowBlock rows) {
    this.site = site;
    this.rows = rows;
    this.units = UnitRange.of(site, rows.from(), rows.to());
    this.inputs = site.site().inputs();
  }

  @Override
  public void add(Workspace workspace, UnitTangents tangents) {
    if (tangents.cotangent(site.group()).isEmpty()) {
      return;
    }
    Factor dot = tangents.cotangent(site.group()).get();
    int m = site.site().units();
    for (int i = Math.max(tangents.from(), units.from());
        i < Math.min(tangents.to(), units.to());
        i++) {
      for (int p = i; p < m; p++) {
        int row = (i - tangents.from()) * m + p;
        if (!dot.isZero(row)) {
          addPair(workspace, i, p, dot, row);
        }
      }
    }
  }

  private void addPair(Workspace workspace, int i, int p, Factor dot, int dotRow) {
    Factor u = workspace.factors().input(site.site());
    int first = site.firstInput(i, rows.from());
    int last = site.firstInput(i, rows.to());
    int samples = u.samples();
    double[] scaled = workspace.scaled(BLOCK * samples);
    int blocks = (last - first + BLOCK - 1) / BLOCK;
    for (int block = 0; block < blocks; block++) {
      int from = first + (last - first) * block / blocks;
      int to = first + (last - first) * (block + 1) / blocks;
      double[] repeated = workspace.piece(BLOCK * samples);
      Factor.scale(
          scaled,
          0,
          u.data(),
          u.at(from),
          dot.data(),
          dot.at(dotRow),
          to - from,
          samples,
          repeated);
      if (p > i) {
        product(workspace, i, p, from, from, to, 0, first);
      }
      triangle(workspace, i, p, from, from, to);
      product(workspace, i, p, from, from, to, to, inputs);
    }
  }

  /** The upper triangle of the rows and columns {@code from} to {@code to − 1}. */
  private void triangle(Workspace workspace, int i, int p, int scaledFrom, int from, int to) {
    if (to - from <= LEAF) {
      product(workspace, i, p, scaledFrom, from, to, from, to);
      return;
    }
    int middle = (from + to) / 2;
    triangle(workspace, i, p, scaledFrom, from, middle);
    product(workspace, i, p, scaledFrom, from, middle, middle, to);
    triangle(workspace, i, p, scaledFrom, middle, to);
  }

  /** Rows (i, from … to − 1), columns (p, first … last − 1). */
  private void product(
      Workspace workspace, int i, int p, int scaledFrom, int from, int to, int first, int last) {
    if (first >= last) {
      return;
    }
    Factor u = workspace.factors().input(site.site());
    workspace
        .dense()
        .multiply(
            false,
            true,
            to - from,
            last - first,
            u.samples(),
            workspace.scaled(0),
            (from - scaledFrom) * u.samples(),
            u.samples(),
            u.data(),
            u.at(first),
            u.samples(),
            1,
            rows.data(),
            rows.at(site.index(i, from), site.index(p, first)),
            rows.stride());
  }

  /** What lies below the diagonal of a pair's square is copied from above it. */
  @Override
  public void finish(Workspace workspace) {
    for (int i = units.from(); i < units.to(); i++) {
      int first = site.firstInput(i, rows.from());
      int last = site.firstInput(i, rows.to());
      for (int p = i + 1; p < site.site().units(); p++) {
        int corner = rows.at(site.index(i, first), site.index(p, first));
        Mirror.square(rows.data(), corner, rows.stride(), last - first);
      }
    }
  }
}
