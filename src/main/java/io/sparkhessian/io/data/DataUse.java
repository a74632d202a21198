package io.sparkhessian.io.data;

import io.sparkhessian.objective.LabelRule;

/**
 * What samples are used for.
 *
 * @param labels what is allowed as a label
 * @param sparse whether features that come as vectors may stay sparse
 */
public record DataUse(LabelRule labels, boolean sparse) {}
