package io.sparkhessian.curvature;

import io.sparkhessian.curvature.inputs.Gradients;
import io.sparkhessian.curvature.inputs.InputForm;
import io.sparkhessian.curvature.inputs.InputFormFactory;
import io.sparkhessian.curvature.inputs.LaplaciansAtSites;
import io.sparkhessian.curvature.inputs.LaplaciansByDirections;
import io.sparkhessian.curvature.inputs.MatricesAtSites;
import io.sparkhessian.curvature.inputs.MatricesByDirections;
import io.sparkhessian.curvature.inputs.PackedTriangle;
import io.sparkhessian.curvature.inputs.Products;
import io.sparkhessian.linalg.DenseKernels;
import java.io.Serializable;
import java.util.Map;

/**
 * A derivative of each sample's loss or of a model output with respect to the sample's features,
 * one row of numbers per sample.
 */
public final class InputDerivative implements Serializable {
  private static final long serialVersionUID = 1L;

  private final InputFunction function;
  private final Kind kind;
  private final InputFormFactory forms;

  private enum Kind {
    HESSIAN,
    LAPLACIAN,
    GRADIENT,
    PRODUCT
  }

  private InputDerivative(InputFunction function, Kind kind, InputFormFactory forms) {
    this.function = function;
    this.kind = kind;
    this.forms = forms;
  }

  /**
   * The Hessian, as a packed upper triangle ({@link PackedTriangle}).
   *
   * <p>If only linear sites use the features, unit seeds give the Hessian with respect to the
   * sites' values, and two matrix products give the matrices of all samples. Otherwise, or if
   * cheaper, there is one Hessian-vector product per feature.
   */
  public static InputDerivative hessian(InputFunction function) {
    return hessian(function, InputChoice.FEWER_FLOPS);
  }

  /** The Hessian by Hessian-vector products, an oracle for the other method. */
  public static InputDerivative hessianByDirections(InputFunction function) {
    return hessian(function, InputChoice.DIRECTIONS);
  }

  static InputDerivative hessian(InputFunction function, InputChoice choice) {
    int edge = function.columns().length;
    InputFormFactory forms =
        choice.of(
            new MatricesByDirections(function.function()),
            function.sites().map(sites -> () -> new MatricesAtSites(sites, edge)));
    return new InputDerivative(function, Kind.HESSIAN, forms);
  }

  /**
   * The Laplacian, i.e. the trace of the Hessian, computed without the Hessian; one number per
   * sample.
   */
  public static InputDerivative laplacian(InputFunction function) {
    return laplacian(function, InputChoice.FEWER_FLOPS);
  }

  static InputDerivative laplacian(InputFunction function, InputChoice choice) {
    InputFormFactory forms =
        choice.of(
            new LaplaciansByDirections(function.function()),
            function.sites().map(sites -> () -> new LaplaciansAtSites(sites)));
    return new InputDerivative(function, Kind.LAPLACIAN, forms);
  }

  /** The value of the loss or output, followed by its gradient. */
  public static InputDerivative gradient(InputFunction function) {
    return new InputDerivative(function, Kind.GRADIENT, Gradients.of(function.function()));
  }

  /** The value of the loss or output. */
  public static InputDerivative value(InputFunction function) {
    InputFunction none = function.withoutColumns();
    return new InputDerivative(none, Kind.GRADIENT, Gradients.valuesOf(function.function()));
  }

  /**
   * The product of the Hessian with a vector, by one tangent pass over the gradient.
   *
   * @param vector one element per column
   */
  public static InputDerivative product(InputFunction function, double[] vector) {
    InputFormFactory forms = Products.with(function.function(), vector);
    return new InputDerivative(function, Kind.PRODUCT, forms);
  }

  public InputFunction function() {
    return function;
  }

  /** Number of elements of a row. */
  public int width() {
    int edge = function.columns().length;
    return switch (kind) {
      case HESSIAN -> new PackedTriangle(edge).size();
      case LAPLACIAN -> 1;
      case GRADIENT -> 1 + edge;
      case PRODUCT -> edge;
    };
  }

  /** The rows, for use in one thread. */
  public SampleRows rows(DenseKernels dense) {
    InputForm form = forms.form();
    return new SampleRows(
        width(), form, function.evaluator(form.graph(), dense), dense, this::name);
  }

  /** Description of an element of a row. */
  private String name(int index) {
    return switch (kind) {
      case HESSIAN -> {
        PackedTriangle triangle = new PackedTriangle(function.columns().length);
        yield "the Hessian of %s with respect to %s and %s"
            .formatted(
                function.title(),
                function.columnName(triangle.row(index)),
                function.columnName(triangle.column(index)));
      }
      case LAPLACIAN ->
          "the Laplacian of %s with respect to the features".formatted(function.title());
      case GRADIENT ->
          index == 0
              ? function.title()
              : "the derivative of %s with respect to %s"
                  .formatted(function.title(), function.columnName(index - 1));
      case PRODUCT ->
          "a product of the Hessian of %s at %s"
              .formatted(function.title(), function.columnName(index));
    };
  }

  /** Flops by form. */
  public Map<String, Double> flops(int samples) {
    InputForm form = forms.form();
    return Map.of(form.title(), samples * form.flops());
  }

  /**
   * Bytes that {@code samples} samples at once need in addition to the samples, their rows and θ.
   */
  public long workingBytes(int samples) {
    return forms.form().bytes(samples);
  }
}
