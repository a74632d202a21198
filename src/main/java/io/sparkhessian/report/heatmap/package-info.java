/** Heatmaps of matrices. */
package io.sparkhessian.report.heatmap;
