package io.sparkhessian.planted.spark.plan;

import io.sparkhessian.planted.spark.run.PlantedRun;

/** Breaks a rule on purpose, for {@code ArchitectureTest}: an arrow that points backwards. */
public final class PlantedPlan {
  public final PlantedRun run = new PlantedRun();
}
