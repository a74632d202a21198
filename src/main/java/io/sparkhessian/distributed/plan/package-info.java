/** Pure decisions: how a job is cut into tasks, with their cost and memory. */
package io.sparkhessian.distributed.plan;
