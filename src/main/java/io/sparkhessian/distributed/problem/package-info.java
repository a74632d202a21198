/** Loaded jobs, and problems whose samples are on the executors. */
package io.sparkhessian.distributed.problem;
