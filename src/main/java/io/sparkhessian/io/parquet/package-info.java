/** Parquet files of numbers, written atomically and checked when read. */
package io.sparkhessian.io.parquet;
