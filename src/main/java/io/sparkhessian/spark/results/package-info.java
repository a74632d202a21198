/** What a result consists of: its statistics, its stored matrices, and finished pieces of it. */
package io.sparkhessian.spark.results;
