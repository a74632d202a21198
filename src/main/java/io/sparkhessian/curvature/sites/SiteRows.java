package io.sparkhessian.curvature.sites;

import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.autodiff.SiteGroup;
import io.sparkhessian.curvature.layout.ParameterLayout;
import io.sparkhessian.curvature.layout.Window;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.FlopCount;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.DenseKernels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongFunction;

/**
 * Rows of the Hessian between linear sites by unit seeds. One tangent pass per unit serves all
 * weights of the unit; their rows are products of the site's inputs with the tangents of the pass.
 */
public final class SiteRows {
  /** Maximum bytes of the tangents of one pass, which are read again at once. */
  static final long TANGENT_BYTES = 2L << 20;

  private final LinearSites sites;
  private final Map<SiteGroup, List<SitePair>> pairs = new HashMap<>();
  private final long valueBytesPerSample;
  private final double valueFlopsPerSample;
  private final Map<Set<String>, Double> passFlops = new ConcurrentHashMap<>();
  private final Queue<Workspace> workspaces = new ConcurrentLinkedQueue<>();

  public SiteRows(LinearSites sites, ParameterLayout layout) {
    this.sites = sites;
    Map<SiteGroup, List<PlacedSite>> placed = PlacedSite.all(sites, layout);
    sites.groups().forEach(group -> pairs.put(group, pairs(sites, placed, group)));
    Program values = values(sites);
    this.valueBytesPerSample = FlopCount.valueBytesPerSample(values);
    this.valueFlopsPerSample = FlopCount.ofValuesPerSample(values);
  }

  /**
   * Adds the entries between sites to a block of rows, chunk by chunk in order. Threads may add to
   * different blocks concurrently.
   *
   * @param cacheBytes bytes of chunk values that a thread caches; workspaces with another size are
   *     dropped
   * @param evaluators creates a thread's evaluator of the sites' graph with a cache of that many
   *     bytes
   */
  public void add(
      RowBlock rows,
      List<Samples> chunks,
      long cacheBytes,
      LongFunction<Evaluator> evaluators,
      DenseKernels dense) {
    Workspace idle = workspaces.poll();
    while (idle != null && !idle.isOf(dense, cacheBytes)) {
      idle = workspaces.poll();
    }
    Workspace workspace =
        idle != null ? idle : new Workspace(sites, evaluators.apply(cacheBytes), dense, cacheBytes);
    List<SeededGroup> seeded = new ArrayList<>();
    for (SiteGroup group : sites.groups()) {
      List<SitePair> pairs = pairs(group, rows.window());
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

  /** Flops per sample for a window, by form. */
  public Map<String, Double> flops(Window window) {
    Map<String, Double> flops = new TreeMap<>();
    for (SiteGroup group : sites.groups()) {
      List<SitePair> pairs = pairs(group, window);
      for (SitePair pair : pairs) {
        SitePair.Form form = pair.form(window);
        flops.merge(pair.name(form), pair.cost(form, window).flops(), Double::sum);
      }
      if (!pairs.isEmpty()) {
        double pass = passFlops(group, UnitTangents.outputs(sites, group, pairs));
        int units =
            SeededGroup.units(pairs, window).stream().mapToInt(SeededGroup.Units::count).sum();
        flops.merge("tangent passes of units", units * pass, Double::sum);
      }
    }
    return flops;
  }

  private double passFlops(SiteGroup group, Set<String> outputs) {
    return passFlops.computeIfAbsent(
        outputs,
        names -> FlopCount.perUnitAndSample(Program.onChunk(sites.graph(), names), group.value()));
  }

  /**
   * Flops that a window spends recomputing the per-sample values that a thread does not cache.
   *
   * @param keptBytes of cached values
   */
  public double valueFlops(int samples, long keptBytes) {
    double bytes = (double) samples * valueBytesPerSample;
    double fresh = bytes > keptBytes ? 1 - keptBytes / bytes : 0;
    return fresh * samples * valueFlopsPerSample;
  }

  /** Bytes of the values of {@code samples} samples. */
  public long valueBytes(int samples) {
    return samples * valueBytesPerSample;
  }

  private static Program values(LinearSites sites) {
    List<String> names = new ArrayList<>();
    for (SiteGroup group : sites.groups()) {
      names.add(LinearSites.cotangent(group));
      group.sites().forEach(site -> names.add(site.input()));
    }
    names.retainAll(sites.graph().outputs().keySet());
    return Program.onChunk(sites.graph(), names);
  }

  /** Bytes that a window needs in addition to its entries and cached values. */
  public long bytes(Window window, int chunkSize) {
    long bytes = 0;
    for (SiteGroup group : sites.groups()) {
      bytes += ChunkFactors.numbers(group, chunkSize) * Double.BYTES;
      for (SitePair pair : pairs(group, window)) {
        bytes += pair.bytes(window, chunkSize) + 2L * KhatriRao.PIECE * chunkSize * Double.BYTES;
      }
    }
    return bytes + 3 * TANGENT_BYTES + ArrayPool.OUTLASTING;
  }

  /** Number of units per tangent pass. */
  static int unitsPerPass(Program pass, int samples) {
    long bytes = Math.max(1, pass.tangentWidth() * Math.max(1, samples) * Double.BYTES);
    return (int) Math.max(1, Math.min(64, TANGENT_BYTES / bytes));
  }

  /** The pairs with entries in a window and seeds at a group. */
  private List<SitePair> pairs(SiteGroup group, Window window) {
    return pairs.get(group).stream()
        .filter(pair -> pair.row().meets(pair.column(), window))
        .toList();
  }

  /** All pairs with seeds at a group, computed once because a plan has thousands of windows. */
  private static List<SitePair> pairs(
      LinearSites sites, Map<SiteGroup, List<PlacedSite>> placed, SiteGroup group) {
    List<SitePair> pairs = new ArrayList<>();
    for (PlacedSite own : placed.get(group)) {
      for (SiteGroup otherGroup : sites.groups()) {
        for (PlacedSite other : placed.get(otherGroup)) {
          if (!sites.moves(other.group(), own.site())) {
            boolean movesOwnColumn = sites.movesOwnColumn(group, other.site());
            pairs.add(new SitePair(own, other, false, movesOwnColumn));
          }
          if (sites.moves(group, other.site())) {
            pairs.add(new SitePair(other, own, true, false));
          }
        }
      }
    }
    return pairs;
  }
}
