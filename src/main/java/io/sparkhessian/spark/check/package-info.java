/** The checks of stored results by a second, independent computation. */
package io.sparkhessian.spark.check;
