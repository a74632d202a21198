package io.sparkhessian.report.diagnosis;

import io.sparkhessian.report.figure.Layer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Structure of a model: the layout and the names of its parameters.
 *
 * @param names of the parameters, by index
 * @param features names of the inputs of the first matrix, where they are known
 * @param freeShifts directions that change no probability for any data, each as the parameters that
 *     get the same increment: the parameters of all outputs of a softmax
 * @param mirrored whether units with opposite weights are duplicates, as for tanh
 */
public record Model(
    List<Layer> layers,
    IntFunction<String> names,
    List<String> features,
    List<int[]> freeShifts,
    boolean mirrored) {
  private static final int NAMED = 12;
  private static final String WEIGHT = ".weight";

  public Model {
    layers = List.copyOf(layers);
    features = List.copyOf(features);
    freeShifts = List.copyOf(freeShifts);
  }

  /** A model without feature names and free shifts. */
  public static Model of(List<Layer> layers, IntFunction<String> names) {
    return new Model(layers, names, List.of(), List.of(), false);
  }

  String name(int index) {
    return names.apply(index);
  }

  /** Name of a layer without the suffix ".weight": layer1 for layer1.weight. */
  String place(Layer layer) {
    String name = layer.name();
    return name.endsWith(WEIGHT) ? name.substring(0, name.length() - WEIGHT.length()) : name;
  }

  /** The weight matrix that a parameter belongs to, as a weight or as a bias. */
  Layer matrixOf(int index) {
    int at = 0;
    while (layers.get(at).to() <= index) {
      at++;
    }
    return at > 0 && isBiasOf(layers.get(at), layers.get(at - 1))
        ? layers.get(at - 1)
        : layers.get(at);
  }

  /** The biases of the units of a matrix, or the intercept of a row of coefficients. */
  Optional<Layer> biases(Layer matrix) {
    int next = layers.indexOf(matrix) + 1;
    return next < layers.size() && isBiasOf(layers.get(next), matrix)
        ? Optional.of(layers.get(next))
        : Optional.empty();
  }

  private static boolean isBiasOf(Layer layer, Layer matrix) {
    return layer.rows() == 1
        && layer.columns() == matrix.rows()
        && matrix.size() > layer.size()
        && !layer.name().endsWith(WEIGHT);
  }

  /** The matrix that takes the units of a matrix as inputs. */
  Optional<Layer> after(Layer matrix) {
    int next = layers.indexOf(matrix) + (biases(matrix).isPresent() ? 2 : 1);
    return next < layers.size() && matrix.rows() > 1 && layers.get(next).columns() == matrix.rows()
        ? Optional.of(layers.get(next))
        : Optional.empty();
  }

  /** The matrix whose units are the inputs of a matrix. */
  Optional<Layer> before(Layer matrix) {
    return layers.stream()
        .filter(layer -> after(layer).filter(matrix::equals).isPresent())
        .findFirst();
  }

  /** Whether the rows of a matrix are the classes of a softmax. */
  boolean isOfClasses(Layer matrix) {
    return !freeShifts.isEmpty()
        && matrix.rows() == freeShifts.get(0).length
        && freeShifts.get(0)[0] == matrix.from();
  }

  /** Whether the inputs of a matrix have names. */
  boolean namesInputs(Layer matrix) {
    return matrix.from() == 0 && features.size() == matrix.columns();
  }

  /** Name of an input of a matrix: the feature name, or else the column number. */
  String input(Layer matrix, int column) {
    return namesInputs(matrix) ? features.get(column) : String.valueOf(column);
  }

  /** Inputs of a matrix in words: "p0, p1 and p2", or "3 and 4 of layer2". */
  String inputs(Layer matrix, Collection<Integer> columns) {
    String which = listed(columns.stream().map(column -> input(matrix, column)).toList());
    return namesInputs(matrix) ? which : which + " of " + place(matrix);
  }

  /** A list of names in words: "a, b and c"; of many names, the first ones. */
  static String listed(List<String> names) {
    if (names.size() < 2) {
      return String.join("", names);
    }
    int shown = names.size() > NAMED ? NAMED : names.size() - 1;
    String first = names.stream().limit(shown).collect(Collectors.joining(", "));
    return names.size() > NAMED
        ? "%s and %d more".formatted(first, names.size() - NAMED)
        : "%s and %s".formatted(first, names.get(shown));
  }
}
