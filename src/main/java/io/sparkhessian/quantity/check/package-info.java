/** Parts of verification shared by all quantities. */
package io.sparkhessian.quantity.check;
