/** Tiled Hessian, Gauss-Newton and Fisher matrices, whole or as diagonal blocks. */
package io.sparkhessian.quantity.matrix;
