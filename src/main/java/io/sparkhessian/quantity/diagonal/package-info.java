/** The exact diagonal and its approximations. */
package io.sparkhessian.quantity.diagonal;
