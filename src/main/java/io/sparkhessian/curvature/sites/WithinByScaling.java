package io.sparkhessian.curvature.sites;

import io.sparkhessian.linalg.View;
import java.util.Arrays;

/**
 * The entries within a site, H[(i,j),(p,q)] = Σ_s δ̇⁽ⁱ⁾[s,p] u[s,j] u[s,q], for the pairs i ≤ p:
 * for each pair, the upper triangle of (δ̇⁽ⁱ⁾[p] ⊙ U)ᵀ U in blocks. Suits sites with many inputs,
 * because the operand has only inputs × samples elements. A generalised linear model has one such
 * pair.
 */
final class WithinByScaling implements Contribution {
  /** Maximum inputs per block, whose scaled rows are half a megabyte with 256 samples. */
  static final int BLOCK = 288;

  /** Edge of a diagonal square that is computed whole. */
  static final int LEAF = 64;

  private final PlacedSite site;
  private final RowBlock rows;
  private final UnitRange units;

  WithinByScaling(PlacedSite site, RowBlock rows) {
    this.site = site;
    this.rows = rows;
    this.units = UnitRange.of(site, rows.window());
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
      for (int p = units.firstWith(i); p < units.end(); p++) {
        int row = (i - tangents.from()) * m + p;
        if (!dot.isZero(row)) {
          addPair(workspace, i, p, dot, row);
        }
      }
    }
  }

  private void addPair(Workspace workspace, int i, int p, Factor dot, int dotRow) {
    int first = site.firstInput(i, rows.from());
    int last = site.firstInput(i, rows.to());
    int left = site.firstInput(p, rows.window().start());
    int right = site.firstInput(p, rows.window().end());
    int blocks = (last - first + BLOCK - 1) / BLOCK;
    for (int block = 0; block < blocks; block++) {
      int from = first + (last - first) * block / blocks;
      int to = first + (last - first) * (block + 1) / blocks;
      Scaled scaled = scale(workspace, dot, dotRow, from, to);
      if (site.hasSquare(i, p, rows.window())) {
        product(workspace, i, p, scaled, from, to, left, first);
        triangle(workspace, i, p, scaled, from, to);
        product(workspace, i, p, scaled, from, to, to, right);
      } else {
        product(workspace, i, p, scaled, from, to, left, right);
      }
    }
  }

  /** The scaled inputs from {@code from} on: inputs × samples. */
  private record Scaled(View inputs, int from) {
    View rows(int first, int end) {
      return inputs.rows(first - from, end - first);
    }
  }

  private Scaled scale(Workspace workspace, Factor dot, int dotRow, int from, int to) {
    int samples = dot.samples();
    int width = to - from;
    double[] scaled = workspace.scaled(width * samples);
    double[] repeated = workspace.piece(width * samples);
    View u = workspace.factors().inputs(site.site(), from, width);
    for (int s = 0; s < samples; s++) {
      System.arraycopy(u.array(), u.offset() + s * u.stride(), scaled, s * width, width);
      Arrays.fill(repeated, s * width, (s + 1) * width, dot.data()[dot.at(dotRow) + s]);
    }
    for (int e = 0; e < width * samples; e++) {
      scaled[e] *= repeated[e];
    }
    return new Scaled(View.of(scaled, samples, width).transpose(), from);
  }

  /** Adds the upper triangle of the rows and columns {@code from} to {@code to − 1}. */
  private void triangle(Workspace workspace, int i, int p, Scaled scaled, int from, int to) {
    if (to - from <= LEAF) {
      product(workspace, i, p, scaled, from, to, from, to);
      return;
    }
    int middle = (from + to) / 2;
    triangle(workspace, i, p, scaled, from, middle);
    product(workspace, i, p, scaled, from, middle, middle, to);
    triangle(workspace, i, p, scaled, middle, to);
  }

  /** Adds the rows (i, from … to − 1) in the columns (p, first … last − 1). */
  private void product(
      Workspace workspace, int i, int p, Scaled scaled, int from, int to, int first, int last) {
    if (first >= last) {
      return;
    }
    View u = workspace.factors().inputs(site.site(), first, last - first);
    View out = rows.view(site.index(i, from), site.index(p, first), to - from, last - first);
    workspace.dense().multiply(scaled.rows(from, to), u.transpose(), 1, out);
  }

  /** Mirrors each pair's square at its diagonal. */
  @Override
  public void finish(Workspace workspace) {
    for (int i = units.from(); i < units.to(); i++) {
      int first = site.firstInput(i, rows.from());
      int last = site.firstInput(i, rows.to());
      for (int p = Math.max(i + 1, units.start()); p < units.end(); p++) {
        if (site.hasSquare(i, p, rows.window())) {
          int corner = rows.at(site.index(i, first), site.index(p, first));
          Mirror.square(rows.data(), corner, rows.stride(), last - first);
        }
      }
    }
  }
}
