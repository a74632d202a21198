package io.sparkhessian.evaluate.kernels;

import io.sparkhessian.evaluate.Matrices;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/** A value of some type, read by direction, sample, row and column. */
record Stack(Type type, DMatrixRMaj matrix) {
  static final int DIRECTIONS = 3;
  static final int SAMPLES = 4;

  /**
   * All combinations of types: with or without directions, shared or per-sample, short or long
   * axes.
   */
  static List<Type> types() {
    List<Type> types = new ArrayList<>();
    for (int axes = 0; axes < 16; axes++) {
      int rows = (axes & 4) == 0 ? 1 : 2;
      int columns = (axes & 8) == 0 ? 1 : 3;
      types.add(new Type((axes & 1) != 0, (axes & 2) != 0, rows, columns));
    }
    return types;
  }

  static Stack random(Type type, Random random) {
    return new Stack(
        type, Matrices.normal(random, type.stackedRows(DIRECTIONS, SAMPLES), type.columns()));
  }

  /** The element, repeated along missing axes and axes of length 1. */
  double at(int direction, int sample, int row, int column) {
    int d = type.directional() ? direction : 0;
    int s = type.perSample() ? sample : 0;
    int r = type.rows() == 1 ? 0 : row;
    int c = type.columns() == 1 ? 0 : column;
    int samples = type.perSample() ? SAMPLES : 1;
    return matrix.data[((d * samples + s) * type.rows() + r) * type.columns() + c];
  }

  /** A function that returns an element of a stack. */
  @FunctionalInterface
  interface Element {
    double at(int direction, int sample, int row, int column);
  }

  /** All elements of a stack, in the order of memory. */
  static double[] elements(Type type, Element element) {
    DMatrixRMaj all = new DMatrixRMaj(type.stackedRows(DIRECTIONS, SAMPLES), type.columns());
    int next = 0;
    for (int d = 0; d < (type.directional() ? DIRECTIONS : 1); d++) {
      for (int s = 0; s < (type.perSample() ? SAMPLES : 1); s++) {
        for (int r = 0; r < type.rows(); r++) {
          for (int c = 0; c < type.columns(); c++) {
            all.data[next++] = element.at(d, s, r, c);
          }
        }
      }
    }
    return all.data;
  }

  /** A node of some type; kernels do not depend on its operation. */
  static Node node(GraphBuilder g, String name, Type type) {
    if (type.directional()) {
      return g.add(new Leaf.Seed(name, type));
    }
    return type.perSample()
        ? g.multiply(g.features(type.columns()), g.parameter(name, type.rows(), type.columns()))
        : g.parameter(name, type.rows(), type.columns());
  }
}
