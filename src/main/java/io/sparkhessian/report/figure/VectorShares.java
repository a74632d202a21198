package io.sparkhessian.report.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Of some vectors in the space of θ: which share of the square of its norm lies in which layer. */
public final class VectorShares {
  /** As many have a place in the picture. */
  public static final int MOST = 200;

  private final List<Layer> layers;
  private final List<String> names = new ArrayList<>();
  private final List<double[]> shares = new ArrayList<>();

  public VectorShares(List<Layer> layers) {
    this.layers = List.copyOf(layers);
  }

  /**
   * Adds a vector; of those that are zero no share is known.
   *
   * @param vector of the length of θ
   */
  public void add(String name, double[] vector) {
    double scale = Arrays.stream(vector).map(Math::abs).max().orElse(0);
    double[] own = new double[layers.size()];
    for (int i = 0; i < own.length; i++) {
      for (int k = layers.get(i).from(); k < layers.get(i).to(); k++) {
        double entry = vector[k] / scale; // squares of huge and of tiny numbers are no numbers
        own[i] += entry * entry;
      }
    }
    double all = Arrays.stream(own).sum();
    names.add(name);
    shares.add(Arrays.stream(own).map(square -> square / all).toArray());
  }

  /** How many there are. */
  public int count() {
    return names.size();
  }

  /** The layer that has most of a vector. */
  public Layer main(int vector) {
    return layers.get(place(vector));
  }

  /** The share that it has. */
  public double mainShare(int vector) {
    return shares.get(vector)[place(vector)];
  }

  private int place(int vector) {
    double[] own = shares.get(vector);
    return IntStream.range(0, own.length).reduce(0, (a, b) -> own[b] > own[a] ? b : a);
  }

  /** A band a layer, with a bar a vector. */
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
        "A bar for each vector, in their order: which share of the square of its norm lies there; a"
            + " full bar is all of it.",
        csv.toString());
  }
}
