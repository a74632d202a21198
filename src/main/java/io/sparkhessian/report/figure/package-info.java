/** Figures, tables and number formats of the page. */
package io.sparkhessian.report.figure;
