/** Where parameters and blocks lie in the Hessian: rows, windows, blocks on the diagonal. */
package io.sparkhessian.curvature.layout;
