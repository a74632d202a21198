/** Findings: what second derivatives tell about a model. */
package io.sparkhessian.report.diagnosis;
