/** Derivatives with respect to the features of each sample. */
package io.sparkhessian.quantity.inputs;
