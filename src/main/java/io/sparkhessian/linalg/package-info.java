/**
 * Dense and sparse matrices: products and eigenvalues by native libraries if present, otherwise in
 * plain Java.
 */
package io.sparkhessian.linalg;
