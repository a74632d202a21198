package io.sparkhessian.planted.distributed.plan;

import io.sparkhessian.planted.distributed.tasks.PlantedTask;

/** Breaks a rule on purpose, for {@code ArchitectureTest}: an arrow that points backwards. */
public record PlantedPlan(PlantedTask task) {}
