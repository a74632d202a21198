package io.sparkhessian.report;

import io.sparkhessian.report.diagnosis.Verdict;

/**
 * A row of the table of checks.
 *
 * @param what the two things compared
 * @param value the outcome and the tolerance
 */
public record Check(String what, String value, Verdict verdict) {}
