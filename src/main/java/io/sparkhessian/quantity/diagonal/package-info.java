/** The exact diagonal of the Hessian and its approximations. */
package io.sparkhessian.quantity.diagonal;
