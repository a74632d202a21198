package io.sparkhessian.curvature.inputs;

import io.sparkhessian.autodiff.SiteGroup;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.linalg.DenseKernels;
import java.util.ArrayList;
import java.util.List;

/** M_ab by one tangent pass per unit of the groups a. */
final class SeededHessians implements SiteHessians {
  private final List<SiteGroup> groups;
  private final List<UnitSeeds> seeds = new ArrayList<>();
  private final List<Pair> pairs = new ArrayList<>();

  /** Buffers of the chunk, one per pair. */
  private final List<ReusableBuffer> chunk = new ArrayList<>();

  private final List<ReusableBuffer> pieces = new ArrayList<>();
  private int samples;

  SeededHessians(Graph graph, List<SiteGroup> groups) {
    this.groups = List.copyOf(groups);
    for (int a = 0; a < groups.size(); a++) {
      UnitSeeds each = new UnitSeeds(graph, groups.get(a), groups);
      seeds.add(each);
      for (SiteGroup b : each.moved()) {
        pairs.add(new Pair(a, groups.indexOf(b)));
        chunk.add(new ReusableBuffer());
        pieces.add(new ReusableBuffer());
      }
    }
  }

  @Override
  public List<Pair> pairs() {
    return List.copyOf(pairs);
  }

  @Override
  public double flops() {
    return seeds.stream().mapToDouble(UnitSeeds::flops).sum();
  }

  @Override
  public double elements() {
    return seeds.stream().mapToDouble(UnitSeeds::elements).sum();
  }

  private long numbers(Pair pair) {
    return (long) groups.get(pair.a()).units() * groups.get(pair.b()).units();
  }

  @Override
  public long chunkBytes() {
    return pairs.stream().mapToLong(this::numbers).sum() * Double.BYTES;
  }

  @Override
  public long pieceBytes() {
    return chunkBytes();
  }

  @Override
  public long loadingBytes(int samples) {
    return seeds.stream().mapToLong(each -> each.bytes(samples)).max().orElse(0);
  }

  @Override
  public void load(Evaluator evaluator, int samples) {
    this.samples = samples;
    for (int a = 0; a < seeds.size(); a++) {
      int seeded = a;
      seeds
          .get(a)
          .rows(
              evaluator,
              samples,
              (b, from, count, rows) -> {
                Pair pair = new Pair(seeded, groups.indexOf(b));
                int width = samples * b.units();
                double[] kept = chunk.get(pairs.indexOf(pair)).of(samples * numbers(pair));
                System.arraycopy(rows, 0, kept, from * width, count * width);
              });
    }
  }

  @Override
  public List<double[]> piece(int first, int count, DenseKernels dense) {
    List<double[]> all = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      double[] kept = chunk.get(i).of(samples * numbers(pairs.get(i)));
      all.add(count == samples ? kept : cut(kept, pairs.get(i), first, count, pieces.get(i)));
    }
    return all;
  }

  private double[] cut(double[] kept, Pair pair, int first, int count, ReusableBuffer buffer) {
    double[] rows = buffer.of(count * numbers(pair));
    int width = groups.get(pair.b()).units();
    for (int unit = 0; unit < groups.get(pair.a()).units(); unit++) {
      int from = (unit * samples + first) * width;
      System.arraycopy(kept, from, rows, unit * count * width, count * width);
    }
    return rows;
  }
}
