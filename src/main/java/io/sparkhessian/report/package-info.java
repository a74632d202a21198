/** The HTML page of a result. */
package io.sparkhessian.report;
