/** Parquet pages and files, written whole and checked. */
package io.sparkhessian.io.parquet;
