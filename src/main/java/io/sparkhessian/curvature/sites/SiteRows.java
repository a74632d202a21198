package io.sparkhessian.curvature.sites;

import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.autodiff.SiteGroup;
import io.sparkhessian.curvature.ParameterLayout;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.FlopCount;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.DenseKernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Rows of the Hessian between linear sites, by unit seeds: one tangent pass a unit serves all the
 * weights that feed it, and their rows are a product of the site's inputs with what the pass gives.
 */
public final class SiteRows {
  /** Bytes of the tangents of one pass: they are read again at once. */
  static final long TANGENT_BYTES = 2L << 20;

  /** Bytes of the values of chunks that a thread keeps from one block of rows to the next. */
  public static final long KEPT_BYTES = 32L << 20;

  private final LinearSites sites;
  private final Map<SiteGroup, List<PlacedSite>> placed;
  private final Queue<Workspace> workspaces = new ConcurrentLinkedQueue<>();

  public SiteRows(LinearSites sites, ParameterLayout layout) {
    this.sites = sites;
    this.placed = PlacedSite.all(sites, layout);
  }

  /**
   * Adds the entries between sites to a block of rows, chunk by chunk in their order. Any number of
   * threads may add to different blocks at once.
   *
   * @param evaluators makes an evaluator of the sites' graph for a thread
   */
  public void add(
      RowBlock rows, List<Samples> chunks, Supplier<Evaluator> evaluators, DenseKernels dense) {
    Workspace idle = workspaces.poll();
    Workspace workspace =
        idle != null && idle.dense() == dense
            ? idle
            : new Workspace(sites, evaluators.get(), dense);
    List<SeededGroup> seeded = new ArrayList<>();
    for (SiteGroup group : sites.groups()) {
      List<SitePair> pairs = pairs(group, rows.from(), rows.to(), rows.end());
      if (!pairs.isEmpty()) {
        seeded.add(new SeededGroup(sites, group, pairs, rows, workspace));
      }
    }
    for (Samples chunk : seeded.isEmpty() ? List.<Samples>of() : chunks) {
      workspace.evaluator().load(chunk);
      workspace.factors().load(workspace.evaluator(), chunk);
      seeded.forEach(each -> each.add(workspace));
    }
    seeded.forEach(each -> each.finish(workspace));
    workspace.buffers().trim();
    workspaces.add(workspace);
  }

  /**
   * What the rows {@code from} to {@code to − 1} cost in the columns before {@code end}, in flops a
   * sample, form by form.
   */
  public Map<String, Double> flops(int from, int to, int end) {
    Map<String, Double> flops = new TreeMap<>();
    for (SiteGroup group : sites.groups()) {
      List<SitePair> pairs = pairs(group, from, to, end);
      for (SitePair pair : pairs) {
        SitePair.Form form = pair.form(from, to);
        flops.merge(pair.name(form), pair.cost(form, from, to).flops(), Double::sum);
      }
      if (!pairs.isEmpty()) {
        UnitTangents pass =
            new UnitTangents(sites, group, UnitTangents.outputs(sites, group, pairs));
        flops.merge(
            "tangent passes of units",
            SeededGroup.units(pairs, from, to).stream().mapToInt(SeededGroup.Units::count).sum()
                * FlopCount.perUnitAndSample(pass.program(), group.value()),
            Double::sum);
      }
    }
    return flops;
  }

  /** Bytes that these rows need beside themselves and the values. */
  public long bytes(int from, int to, int end, int chunkSize) {
    long bytes = 0;
    for (SiteGroup group : sites.groups()) {
      bytes += ChunkFactors.numbers(group, chunkSize) * Double.BYTES;
      for (SitePair pair : pairs(group, from, to, end)) {
        bytes += pair.bytes(from, to, chunkSize) + 2L * KhatriRao.PIECE * chunkSize * Double.BYTES;
      }
    }
    return bytes + 3 * TANGENT_BYTES + KEPT_BYTES + KeptBuffers.OUTLASTING;
  }

  /** How many units go through one tangent pass together. */
  static int unitsPerPass(Program pass, int samples) {
    long bytes = Math.max(1, pass.tangentWidth() * Math.max(1, samples) * Double.BYTES);
    return (int) Math.max(1, Math.min(64, TANGENT_BYTES / bytes));
  }

  /**
   * The pairs with rows between {@code from} and {@code to}, and columns before {@code end}, for
   * which this group is seeded.
   */
  private List<SitePair> pairs(SiteGroup group, int from, int to, int end) {
    List<SitePair> pairs = new ArrayList<>();
    for (PlacedSite own : placed.get(group)) {
      for (SiteGroup otherGroup : sites.groups()) {
        for (PlacedSite other : placed.get(otherGroup)) {
          boolean upstream = sites.moves(other.group(), own.site());
          if (!upstream && own.isIn(from, to) && own.reaches(other) && other.isBefore(end)) {
            pairs.add(new SitePair(own, other, false, sites.movesOwnColumn(group, other.site())));
          }
          boolean downstream = sites.moves(group, other.site());
          if (downstream && other.isIn(from, to) && other.reaches(own) && own.isBefore(end)) {
            pairs.add(new SitePair(other, own, true, false));
          }
        }
      }
    }
    return pairs;
  }
}
