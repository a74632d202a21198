/** Copies of results for other tools: npy, Matrix Market, CSV. */
package io.sparkhessian.io.export;
