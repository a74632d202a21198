/** Parts of verification that quantities share. */
package io.sparkhessian.quantity.check;
