package io.sparkhessian.evaluate;

import io.sparkhessian.graph.Columns;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.linalg.Rows;
import io.sparkhessian.linalg.SparseRows;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;

/**
 * The data an objective is summed over: n samples in a fixed order, each with rows of numbers by
 * name.
 *
 * @param features n × d, dense or sparse
 * @param rows the other rows, n × their lengths, by the names in {@link Columns}: label (of length
 *     0 where the objective has no labels), weight, and any others
 */
public record Samples(Features features, Map<String, DMatrixRMaj> rows) implements Serializable {

  public Samples {
    int n = features.samples();
    rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    if (!rows.keySet().containsAll(List.of(Leaf.SampleInput.LABEL, Leaf.SampleInput.WEIGHT))
        || rows.get(Leaf.SampleInput.WEIGHT).numCols != 1
        || rows.values().stream().anyMatch(matrix -> matrix.numRows != n)) {
      throw new IllegalArgumentException(
          rows.entrySet().stream()
              .map(
                  row ->
                      "%d × %d %s"
                          .formatted(row.getValue().numRows, row.getValue().numCols, row.getKey()))
              .collect(Collectors.joining(", ", n + " rows of features, ", "")));
    }
  }

  /**
   * Samples with labels and weights.
   *
   * @param labels n × m; m is 0 where the objective has no labels
   * @param weights n × 1
   */
  public Samples(Features features, DMatrixRMaj labels, DMatrixRMaj weights) {
    this(features, rowsOf(labels, weights));
  }

  /** Samples with dense features. */
  public Samples(DMatrixRMaj features, DMatrixRMaj labels, DMatrixRMaj weights) {
    this(new Features.Dense(features), labels, weights);
  }

  /** Samples with sparse features. */
  public Samples(SparseRows features, DMatrixRMaj labels, DMatrixRMaj weights) {
    this(new Features.Sparse(features), labels, weights);
  }

  private static Map<String, DMatrixRMaj> rowsOf(DMatrixRMaj labels, DMatrixRMaj weights) {
    Map<String, DMatrixRMaj> rows = new LinkedHashMap<>();
    rows.put(Leaf.SampleInput.LABEL, labels);
    rows.put(Leaf.SampleInput.WEIGHT, weights);
    return rows;
  }

  /** No samples, for an objective that depends only on its parameters. */
  public static Samples none() {
    return new Samples(new DMatrixRMaj(0, 0), new DMatrixRMaj(0, 0), new DMatrixRMaj(0, 1));
  }

  /** Returns these samples with one more row, such as {@link Leaf.SampleInput#OFFSET}. */
  public Samples with(String name, DMatrixRMaj matrix) {
    Map<String, DMatrixRMaj> more = new LinkedHashMap<>(rows);
    more.put(name, matrix);
    return new Samples(features, more);
  }

  /** Returns the samples with other features. */
  public Samples withFeatures(DMatrixRMaj others) {
    return new Samples(new Features.Dense(others), rows);
  }

  /** Returns the labels, n × m. */
  public DMatrixRMaj labels() {
    return rows.get(Leaf.SampleInput.LABEL);
  }

  /** Returns the weights, n × 1. */
  public DMatrixRMaj weights() {
    return rows.get(Leaf.SampleInput.WEIGHT);
  }

  /** Returns the columns that an objective can read. */
  public Columns columns() {
    FeatureShape shape = features.shape();
    Columns columns = Columns.ofFeatures(shape.columns()).withNonzeros(shape.nonzeros());
    for (Map.Entry<String, DMatrixRMaj> row : rows.entrySet()) {
      columns = columns.with(row.getKey(), row.getValue().numCols);
    }
    return columns;
  }

  /** Returns the length of all rows but the features and the weight. */
  int others() {
    return rows.values().stream().mapToInt(matrix -> matrix.numCols).sum() - 1;
  }

  /** The number of samples, n. */
  public int count() {
    return features.samples();
  }

  /** Number of bytes of all rows. */
  public long bytes() {
    return features.bytes() + (others() + 1L) * count() * Double.BYTES;
  }

  /**
   * Returns the features, n × d.
   *
   * @throws IllegalStateException when the features are sparse
   */
  public DMatrixRMaj dense() {
    if (features instanceof Features.Dense all) {
      return all.matrix();
    }
    throw new IllegalStateException("the features are sparse, but must be dense");
  }

  /**
   * Returns the features that are not zero, n × d.
   *
   * @throws IllegalStateException when the features are dense
   */
  public SparseRows sparse() {
    if (features instanceof Features.Sparse some) {
      return some.rows();
    }
    throw new IllegalStateException("the features are dense, but must be sparse");
  }

  /** Whether the matrix (by identity) is one of these samples' matrices. */
  @SuppressWarnings("ReferenceEquality")
  boolean holds(DMatrixRMaj matrix) {
    boolean feature = features instanceof Features.Dense all && matrix == all.matrix();
    return feature || rows.values().stream().anyMatch(row -> row == matrix);
  }

  /** Total weight Σ w, summed within each group and then over the groups in order. */
  public double totalWeight() {
    int size = Grouping.of(this).size();
    double[] weights = weights().data;
    double total = 0;
    for (int from = 0; from < count(); from += size) {
      double group = 0;
      for (int s = from; s < Math.min(count(), from + size); s++) {
        group += weights[s];
      }
      total += group;
    }
    return total;
  }

  /** The samples in chunks of {@code size}, in order; the last chunk may be smaller. */
  public List<Samples> chunks(int size) {
    List<Samples> chunks = new ArrayList<>();
    for (int from = 0; from < count(); from += size) {
      chunks.add(between(from, Math.min(count(), from + size)));
    }
    return chunks;
  }

  /** A copy of the samples {@code from} to {@code to − 1}. */
  public Samples between(int from, int to) {
    Map<String, DMatrixRMaj> part = new LinkedHashMap<>(rows);
    part.replaceAll((name, matrix) -> Rows.copy(matrix, from, to));
    return new Samples(features.between(from, to), part);
  }
}
