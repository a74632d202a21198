/** The report of a result: its numbers read on the executors, and put into words. */
package io.sparkhessian.spark.report;
