/** Hessian, Gauss-Newton and Fisher matrices, whole or as blocks, in tiles. */
package io.sparkhessian.quantity.matrix;
