/**
 * The dense matrix product behind one interface: native BLAS where present, plain Java otherwise.
 */
package io.sparkhessian.linalg;
