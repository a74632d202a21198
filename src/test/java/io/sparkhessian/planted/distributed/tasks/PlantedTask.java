package io.sparkhessian.planted.distributed.tasks;

/** A class that {@code PlantedPlan} must not use. */
public final class PlantedTask {}
