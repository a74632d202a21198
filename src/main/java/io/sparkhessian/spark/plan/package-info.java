/** Every decision of how a job is cut into tasks, taken without Spark. */
package io.sparkhessian.spark.plan;
