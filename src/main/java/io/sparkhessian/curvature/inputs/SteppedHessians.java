package io.sparkhessian.curvature.inputs;

import io.sparkhessian.autodiff.SiteGroup;
import io.sparkhessian.curvature.inputs.InputSites.Next;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.FlopCount;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.linalg.DenseKernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/** M of one group by unit seeds at the last group of a path and steps back to the first. */
final class SteppedHessians implements SiteHessians {
  private static final Pair ITSELF = new Pair(0, 0);

  private final SeededHessians last;
  private final int lastUnits;
  private final List<StepDown> down = new ArrayList<>();
  private final Program derivatives;
  private final ReusableBuffer zeros = new ReusableBuffer();
  private Map<String, DMatrixRMaj> values = Map.of();

  /**
   * @param path the steps from the group on, not empty
   */
  SteppedHessians(Graph graph, List<Next> path) {
    SiteGroup group = path.get(path.size() - 1).step().to();
    this.last = new SeededHessians(graph, List.of(group));
    this.lastUnits = group.units();
    path.forEach(next -> down.add(new StepDown(next)));
    Collections.reverse(down);
    List<String> outputs =
        path.stream()
            .flatMap(next -> Stream.of(next.step().slope(), next.step().bend()))
            .filter(graph.outputs()::containsKey)
            .toList();
    this.derivatives = Program.onChunk(graph, outputs);
  }

  @Override
  public List<Pair> pairs() {
    return List.of(ITSELF);
  }

  @Override
  public double flops() {
    return last.flops() + down.stream().mapToDouble(StepDown::flops).sum();
  }

  @Override
  public double elements() {
    return last.elements() + down.stream().mapToDouble(StepDown::elements).sum();
  }

  @Override
  public long chunkBytes() {
    return last.chunkBytes() + FlopCount.valueBytesPerSample(derivatives);
  }

  @Override
  public long pieceBytes() {
    long start = (long) lastUnits * lastUnits * Double.BYTES;
    return start + down.stream().mapToLong(StepDown::bytes).sum();
  }

  @Override
  public long loadingBytes(int samples) {
    return last.loadingBytes(samples);
  }

  @Override
  public void load(Evaluator evaluator, int samples) {
    last.load(evaluator, samples);
    values = evaluator.evaluate(derivatives, Directions.none());
  }

  @Override
  public List<double[]> piece(int first, int count, DenseKernels dense) {
    double[] hessians = start(first, count, dense);
    for (StepDown step : down) {
      hessians = step.down(hessians, values, first, count, dense);
    }
    return List.of(hessians);
  }

  /**
   * M′ of the last group; zero if the loss has no curvature there, so that only the terms E of the
   * steps remain.
   */
  private double[] start(int first, int count, DenseKernels dense) {
    if (!last.pairs().isEmpty()) {
      return last.piece(first, count, dense).get(0);
    }
    int numbers = count * lastUnits * lastUnits;
    double[] none = zeros.of(numbers);
    Arrays.fill(none, 0, numbers, 0);
    return none;
  }
}
