package io.sparkhessian.curvature;

import io.sparkhessian.curvature.inputs.InputForm;
import io.sparkhessian.curvature.inputs.MatricesAtSites;
import io.sparkhessian.curvature.inputs.MatricesByDirections;
import io.sparkhessian.curvature.inputs.PackedTriangle;
import io.sparkhessian.linalg.DenseKernels;
import java.io.Serializable;
import java.util.Map;

/**
 * The Hessian of each sample's own loss, or of an output, with respect to its features: a row a
 * sample, the upper triangle of the matrix row after row ({@link PackedTriangle}).
 *
 * <p>Where the features go into linear sites alone, the Hessian by the sites' values comes first,
 * by unit seeds, and two matrix products make all samples' matrices of it. Elsewhere, and where
 * that takes fewer operations, it is a Hessian-vector product a feature.
 */
public final class InputHessians implements Serializable {
  private static final long serialVersionUID = 1L;

  private final InputFunction function;
  private final InputChoice choice;

  /** The way that takes fewer operations. */
  public InputHessians(InputFunction function) {
    this(function, InputChoice.FEWER_FLOPS);
  }

  InputHessians(InputFunction function, InputChoice choice) {
    this.function = function;
    this.choice = choice;
  }

  /** By Hessian-vector products: the oracle of the other way. */
  public static InputHessians byDirections(InputFunction function) {
    return new InputHessians(function, InputChoice.DIRECTIONS);
  }

  public InputFunction function() {
    return function;
  }

  /** Where an entry is in a row. */
  public PackedTriangle triangle() {
    return new PackedTriangle(function.columns().length);
  }

  /** What computes them in one thread. */
  public SampleRows rows(DenseKernels dense) {
    InputForm form = form();
    return new SampleRows(
        triangle().size(), form, function.evaluator(form.graph(), dense), dense, this::name);
  }

  private String name(int index) {
    int[] columns = function.columns();
    return "the Hessian of %s by the features %d and %d (counted from 0)"
        .formatted(
            function.title(), columns[triangle().row(index)], columns[triangle().column(index)]);
  }

  /** What they cost, in flops. */
  public Map<String, Double> flops(int samples) {
    InputForm form = form();
    return Map.of(form.title(), samples * form.flops());
  }

  /** Bytes that so many samples at once need beside themselves, their rows and θ. */
  public long workingBytes(int samples) {
    return form().bytes(samples);
  }

  private InputForm form() {
    return choice.of(
        new MatricesByDirections(function.function()),
        function.sites().map(sites -> new MatricesAtSites(sites, function.columns().length)));
  }
}
