/** What needs products alone: spectra, traces and solutions, each product a job of Spark. */
package io.sparkhessian.spark.operators;
