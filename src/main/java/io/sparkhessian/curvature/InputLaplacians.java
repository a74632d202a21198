package io.sparkhessian.curvature;

import io.sparkhessian.curvature.inputs.InputForm;
import io.sparkhessian.curvature.inputs.LaplaciansAtSites;
import io.sparkhessian.curvature.inputs.LaplaciansByDirections;
import io.sparkhessian.linalg.DenseKernels;
import java.io.Serializable;
import java.util.Map;

/**
 * The Laplacian of each sample's own loss, or of an output, with respect to its features: the trace
 * of the matrix of {@link InputHessians}, without the matrix, a number a sample.
 */
public final class InputLaplacians implements Serializable {
  private static final long serialVersionUID = 1L;

  private final InputFunction function;
  private final InputChoice choice;

  /** The way that takes fewer operations. */
  public InputLaplacians(InputFunction function) {
    this(function, InputChoice.FEWER_FLOPS);
  }

  InputLaplacians(InputFunction function, InputChoice choice) {
    this.function = function;
    this.choice = choice;
  }

  /** By second directional derivatives along each feature. */
  public static InputLaplacians byDirections(InputFunction function) {
    return new InputLaplacians(function, InputChoice.DIRECTIONS);
  }

  public InputFunction function() {
    return function;
  }

  /** What computes them in one thread. */
  public SampleRows rows(DenseKernels dense) {
    InputForm form = form();
    String name = "the Laplacian of %s by the features".formatted(function.title());
    return new SampleRows(1, form, function.evaluator(form.graph(), dense), dense, any -> name);
  }

  /** What they cost, in flops. */
  public Map<String, Double> flops(int samples) {
    InputForm form = form();
    return Map.of(form.title(), samples * form.flops());
  }

  /** Bytes that so many samples at once need beside themselves, their numbers and θ. */
  public long workingBytes(int samples) {
    return form().bytes(samples);
  }

  private InputForm form() {
    return choice.of(
        new LaplaciansByDirections(function.function()),
        function.sites().map(LaplaciansAtSites::new));
  }
}
