/** The report: from plain data to one HTML page. */
package io.sparkhessian.report;
