/**
 * How functions of samples run as tasks: where the samples lie, stages, waves, what a task tells.
 */
package io.sparkhessian.spark.tasks;
