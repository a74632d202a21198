/** Runs functions of samples as Spark tasks: placement of the samples, stages, waves, progress. */
package io.sparkhessian.distributed.tasks;
