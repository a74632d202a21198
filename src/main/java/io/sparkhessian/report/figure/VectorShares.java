package io.sparkhessian.report.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Shares of the layers in the squared norms of vectors in the space of θ. */
public final class VectorShares {
  /** Maximum number of vectors in the figure. */
  public static final int MOST = 200;

  private final List<Layer> layers;
  private final List<String> names = new ArrayList<>();
  private final List<double[]> shares = new ArrayList<>();

  public VectorShares(List<Layer> layers) {
    this.layers = List.copyOf(layers);
  }

  /**
   * Adds a vector; the shares of a zero vector are unknown.
   *
   * @param vector of the length of θ
   */
  public void add(String name, double[] vector) {
    double scale = Arrays.stream(vector).map(Math::abs).max().orElse(0);
    double[] own = new double[layers.size()];
    for (int i = 0; i < own.length; i++) {
      for (int k = layers.get(i).from(); k < layers.get(i).to(); k++) {
        double entry = vector[k] / scale; // prevents overflow and underflow of squares
        own[i] += entry * entry;
      }
    }
    double all = Arrays.stream(own).sum();
    names.add(name);
    shares.add(Arrays.stream(own).map(square -> square / all).toArray());
  }

  /** Number of vectors. */
  public int count() {
    return names.size();
  }

  /** The layer with the largest share of a vector. */
  public Layer main(int vector) {
    return layers.get(place(vector));
  }

  /** The share of the {@linkplain #main main layer} of a vector. */
  public double mainShare(int vector) {
    return shares.get(vector)[place(vector)];
  }

  private int place(int vector) {
    double[] own = shares.get(vector);
    return IntStream.range(0, own.length).reduce(0, (a, b) -> own[b] > own[a] ? b : a);
  }

  /** The figure: a band per layer, with a bar per vector. */
  public Figure figure(String title) {
    Csv csv = new Csv("layer", "number", "name", "share");
    for (int i = 0; i < layers.size(); i++) {
      for (int vector = 0; vector < names.size(); vector++) {
        double share = shares.get(vector)[i];
        if (Double.isFinite(share)) {
          csv.row(layers.get(i).name(), vector, names.get(vector), share);
        }
      }
    }
    return new Figure(
        "shares",
        "bands",
        title,
        "One bar per vector, in order: the share of its squared norm in the layer. A full bar is"
            + " 100 %.",
        csv.toString());
  }
}
