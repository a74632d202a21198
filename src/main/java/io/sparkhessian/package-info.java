/** Exact second derivatives of a model's loss, on one laptop or on a Spark cluster. */
package io.sparkhessian;
