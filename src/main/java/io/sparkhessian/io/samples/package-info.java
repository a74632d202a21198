/** Tables with a row for each sample, in Parquet. */
package io.sparkhessian.io.samples;
