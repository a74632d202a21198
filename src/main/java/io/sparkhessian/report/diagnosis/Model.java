package io.sparkhessian.report.diagnosis;

import io.sparkhessian.report.figure.Layer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * What is known of a model beside its numbers: how its parameters lie, and what they are called.
 *
 * @param names of the parameters, by their indices
 * @param features the names of the inputs of the first matrix, where they are known
 * @param freeShifts directions that change no probability whatever the data, each as the parameters
 *     to which the same number is added: those of all outputs of a softmax
 * @param mirrored whether units of opposite weights say the same, as those of tanh do
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

  /** Without names of features, and without shifts. */
  public static Model of(List<Layer> layers, IntFunction<String> names) {
    return new Model(layers, names, List.of(), List.of(), false);
  }

  String name(int index) {
    return names.apply(index);
  }

  /** What is in front of the last dot of a matrix's name: layer1 of layer1.weight. */
  String place(Layer layer) {
    String name = layer.name();
    return name.endsWith(WEIGHT) ? name.substring(0, name.length() - WEIGHT.length()) : name;
  }

  /** The matrix of weights that has this parameter, or whose biases do. */
  Layer matrixOf(int index) {
    int at = 0;
    while (layers.get(at).to() <= index) {
      at++;
    }
    return at > 0 && isBiasOf(layers.get(at), layers.get(at - 1))
        ? layers.get(at - 1)
        : layers.get(at);
  }

  /** The biases of a matrix's units, or the intercept of a row of coefficients. */
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

  /** The matrix that a matrix's units go into. */
  Optional<Layer> after(Layer matrix) {
    int next = layers.indexOf(matrix) + (biases(matrix).isPresent() ? 2 : 1);
    return next < layers.size() && matrix.rows() > 1 && layers.get(next).columns() == matrix.rows()
        ? Optional.of(layers.get(next))
        : Optional.empty();
  }

  /** The matrix whose units go into this one. */
  Optional<Layer> before(Layer matrix) {
    return layers.stream()
        .filter(layer -> after(layer).filter(matrix::equals).isPresent())
        .findFirst();
  }

  /** Whether its rows are the classes of a softmax. */
  boolean isOfClasses(Layer matrix) {
    return !freeShifts.isEmpty()
        && matrix.rows() == freeShifts.get(0).length
        && freeShifts.get(0)[0] == matrix.from();
  }

  /** Whether what goes into a matrix has names. */
  boolean namesInputs(Layer matrix) {
    return matrix.from() == 0 && features.size() == matrix.columns();
  }

  /** What goes into a column of a matrix: a feature by its name, else its number. */
  String input(Layer matrix, int column) {
    return namesInputs(matrix) ? features.get(column) : String.valueOf(column);
  }

  /** Inputs of a matrix as words go on after "Inputs ": "p0, p1 and p2", or "3 and 4 of layer2". */
  String inputs(Layer matrix, Collection<Integer> columns) {
    String which = listed(columns.stream().map(column -> input(matrix, column)).toList());
    return namesInputs(matrix) ? which : which + " of " + place(matrix);
  }

  /** Names in a row: "a, b and c"; of many the first. */
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
