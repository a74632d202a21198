package io.sparkhessian.planted.distributed.tasks;

import org.apache.spark.sql.catalyst.InternalRow;

/**
 * A class that {@code PlantedPlan} must not use, and that must not use a row of Spark's readers.
 */
public record PlantedTask(InternalRow row) {}
