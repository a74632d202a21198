/** Parts of the report shared by all quantities. */
package io.sparkhessian.quantity.report;
