/** What jobs compute: the derivative graphs, the plan, and the files they become. */
package io.sparkhessian.spark.compute;
