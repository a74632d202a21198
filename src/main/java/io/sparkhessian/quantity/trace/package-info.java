/** Estimated traces. */
package io.sparkhessian.quantity.trace;
