package io.sparkhessian.curvature.sites;

import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.autodiff.Site;
import io.sparkhessian.autodiff.SiteGroup;
import io.sparkhessian.autodiff.UnitTaylor;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.FlopCount;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.SparseRows;
import io.sparkhessian.linalg.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The diagonal at the weights of one group of sites by unit Taylor passes: H[(i,j),(i,j)] = Σ_s
 * q_i[s] u[s,j]², with each sample's second directional derivative q_i along the unit seed i.
 */
public final class SiteDiagonal {
  private final SiteGroup group;
  private final List<PlacedSite> members;
  private final Program inputs;
  private final Program seconds;

  /**
   * @param members the sites of the group that are the only site of their parameter
   */
  SiteDiagonal(UnitTaylor.Covered taylor, SiteGroup group, List<PlacedSite> members) {
    this.group = group;
    this.members = members;
    this.inputs =
        Program.onChunk(
            taylor.graph(),
            members.stream()
                .map(PlacedSite::site)
                .filter(site -> !site.sparse())
                .map(Site::input)
                .toList());
    String q = UnitTaylor.name(group);
    this.seconds =
        Program.onChunk(
            taylor.graph(), taylor.graph().outputs().containsKey(q) ? List.of(q) : List.of());
  }

  /** Adds the loaded chunk to the entries {@code from} to {@code from + entries.length − 1}. */
  void add(double[] entries, int from, Samples chunk, Evaluator evaluator, DenseKernels dense) {
    int to = from + entries.length;
    int first = 0;
    while (first < group.units() && !reaches(first, from, to)) {
      first++;
    }
    int last = group.units();
    while (last > first && !reaches(last - 1, from, to)) {
      last--;
    }
    if (seconds.outputs().isEmpty() || first == last) {
      return;
    }
    List<Optional<Factor>> squares = squares(chunk, evaluator);
    int together = SiteRows.unitsPerPass(seconds, chunk.count());
    for (int unit = first; unit < last; unit += together) {
      int count = Math.min(together, last - unit);
      Map<String, DMatrixRMaj> values =
          evaluator.evaluate(seconds, new Directions.Units(group.value(), unit, count));
      double[] q = values.get(UnitTaylor.name(group)).data;
      for (int k = 0; k < members.size(); k++) {
        PlacedSite member = members.get(k);
        if (squares.get(k).isPresent()) {
          add(entries, from, member, unit, count, q, squares.get(k).get(), dense);
        } else {
          addSparse(entries, from, member, unit, count, q, chunk.sparse());
        }
      }
      evaluator.recycle(seconds, values);
    }
  }

  private boolean reaches(int unit, int from, int to) {
    return members.stream()
        .anyMatch(member -> member.firstInput(unit, from) < member.firstInput(unit, to));
  }

  /** u² of each member; empty for sparse members. */
  private List<Optional<Factor>> squares(Samples chunk, Evaluator evaluator) {
    Map<String, DMatrixRMaj> values = evaluator.evaluate(inputs, Directions.none());
    List<Optional<Factor>> squares = new ArrayList<>();
    for (PlacedSite member : members) {
      if (member.site().sparse()) {
        squares.add(Optional.empty());
        continue;
      }
      String name = member.site().input();
      Factor factor = new Factor();
      if (inputs.outputs().get(name).type().perSample()) {
        factor.setTransposed(values.get(name), 1);
      } else {
        factor.fill(values.get(name).data[0], chunk.count());
      }
      factor.square();
      squares.add(Optional.of(factor));
    }
    return squares;
  }

  private static void add(
      double[] entries,
      int from,
      PlacedSite member,
      int unit,
      int count,
      double[] q,
      Factor squares,
      DenseKernels dense) {
    int samples = squares.samples();
    int width = squares.rows();
    double[] sums = new double[count * width];
    View left = View.of(q, count, samples);
    View right = squares.view(0, width).transpose();
    dense.multiply(left, right, 0, View.of(sums, count, width));
    for (int i = 0; i < count; i++) {
      int first = member.firstInput(unit + i, from);
      int last = member.firstInput(unit + i, from + entries.length);
      for (int j = first; j < last; j++) {
        entries[member.index(unit + i, j) - from] += sums[i * width + member.inputRow(unit + i, j)];
      }
    }
  }

  private static void addSparse(
      double[] entries,
      int from,
      PlacedSite member,
      int unit,
      int count,
      double[] q,
      SparseRows u) {
    for (int i = 0; i < count; i++) {
      int first = member.firstInput(unit + i, from);
      int last = member.firstInput(unit + i, from + entries.length);
      for (int s = 0; s < u.rows(); s++) {
        for (int k = u.start(s); k < u.start(s + 1); k++) {
          int j = u.column(k);
          if (j >= first && j < last) {
            double value = u.value(k);
            entries[member.index(unit + i, j) - from] += q[i * u.rows() + s] * (value * value);
          }
        }
      }
    }
  }

  /** Flops per sample for the entries {@code from} to {@code to − 1}. */
  double flops(int from, int to) {
    double perUnit = FlopCount.perUnitAndSample(seconds, group.value());
    for (PlacedSite member : members) {
      perUnit += 2.0 * member.site().nonzeros();
    }
    return perUnit * units(from, to);
  }

  /** The part of {@link #flops} that processes the nonzeros of sparse rows. */
  double sparseFlops(int from, int to) {
    return units(from, to)
        * members.stream()
            .map(PlacedSite::site)
            .filter(Site::sparse)
            .mapToDouble(site -> 2.0 * site.nonzeros())
            .sum();
  }

  private long units(int from, int to) {
    return IntStream.range(0, group.units()).filter(unit -> reaches(unit, from, to)).count();
  }

  /** Bytes of the tangents of a pass and of the squared inputs of a chunk. */
  long bytes(int chunkSize) {
    long width =
        members.stream()
            .map(PlacedSite::site)
            .filter(site -> !site.sparse())
            .mapToLong(Site::inputs)
            .sum();
    return 3 * SiteRows.TANGENT_BYTES + 2 * width * chunkSize * Double.BYTES;
  }

  /** One diagonal per covered group with members. */
  static List<SiteDiagonal> of(
      LinearSites sites,
      UnitTaylor.Covered taylor,
      Map<SiteGroup, List<PlacedSite>> placed,
      Set<String> excluded) {
    List<SiteDiagonal> all = new ArrayList<>();
    for (SiteGroup group : sites.groups()) {
      List<PlacedSite> members =
          placed.get(group).stream()
              .filter(PlacedSite::alone)
              .filter(member -> !excluded.contains(member.site().parameter()))
              .toList();
      if (!members.isEmpty() && taylor.groups().contains(group)) {
        all.add(new SiteDiagonal(taylor, group, members));
      }
    }
    return all;
  }

  List<PlacedSite> members() {
    return members;
  }
}
