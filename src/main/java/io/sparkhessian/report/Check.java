package io.sparkhessian.report;

import io.sparkhessian.report.diagnosis.Verdict;

/**
 * One check that was made.
 *
 * @param what what was compared with what
 * @param value what came out, with what is allowed
 */
public record Check(String what, String value, Verdict verdict) {}
