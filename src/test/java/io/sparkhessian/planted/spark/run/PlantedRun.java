package io.sparkhessian.planted.spark.run;

/** What {@code PlantedPlan} may not use. */
public final class PlantedRun {}
