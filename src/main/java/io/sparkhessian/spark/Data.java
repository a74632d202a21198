package io.sparkhessian.spark;

import io.sparkhessian.curvature.Problem;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.io.data.SampleData;
import io.sparkhessian.linalg.KernelChoice;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;

/** What an objective is summed over, and where the executors hold it already. */
record Data(Samples samples, Optional<PlacedSamples> placed) {
  static Data of(Samples samples) {
    return new Data(samples, Optional.empty());
  }

  static Data of(PlacedSamples placed) {
    return new Data(placed.samples(), Optional.of(placed));
  }

  DistributedProblem distribute(JavaSparkContext spark, Problem problem, KernelChoice kernels) {
    return placed
        .map(held -> new DistributedProblem(spark, problem, held.placement(), kernels))
        .orElseGet(
            () -> new DistributedProblem(spark, problem, SampleData.Here.of(samples), kernels));
  }
}
