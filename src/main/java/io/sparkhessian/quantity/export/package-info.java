/** Exports of results. */
package io.sparkhessian.quantity.export;
