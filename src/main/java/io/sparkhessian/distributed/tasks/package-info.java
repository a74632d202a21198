/** Spark tasks over samples: sample sets, stages, waves and progress. */
package io.sparkhessian.distributed.tasks;
