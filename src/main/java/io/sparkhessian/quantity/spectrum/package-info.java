/** Eigenvalues, eigenvectors and spectral densities. */
package io.sparkhessian.quantity.spectrum;
