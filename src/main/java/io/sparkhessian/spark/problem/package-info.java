/** A problem over samples that the executors have: its sums, rows, diagonals and products. */
package io.sparkhessian.spark.problem;
