/** Derivatives by the features of each sample. */
package io.sparkhessian.quantity.inputs;
