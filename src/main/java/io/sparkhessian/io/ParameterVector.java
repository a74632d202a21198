package io.sparkhessian.io;

import java.util.List;
import java.util.Optional;

/**
 * A parameter vector as a file holds it.
 *
 * @param values N finite values, in the objective's order
 * @param names their names, where the file has them
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; N doubles are not copied
public record ParameterVector(double[] values, Optional<List<String>> names) {}
