/** Solutions of linear systems by conjugate gradients. */
package io.sparkhessian.quantity.solve;
