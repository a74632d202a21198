/** Parts of the report that quantities share. */
package io.sparkhessian.quantity.report;
