/** Positions of parameters in the Hessian: layouts, windows and diagonal blocks. */
package io.sparkhessian.curvature.layout;
