/** Plans: how a job is divided into tasks, with their cost and memory. */
package io.sparkhessian.distributed.plan;
