/** Quantities that a job computes, and the parts common to all of them. */
package io.sparkhessian.quantity;
