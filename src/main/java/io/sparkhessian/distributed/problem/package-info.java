/** A job's problem with its samples on the executors. */
package io.sparkhessian.distributed.problem;
