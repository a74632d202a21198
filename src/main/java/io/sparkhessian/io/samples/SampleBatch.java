package io.sparkhessian.io.samples;

import java.io.Serializable;

/**
 * Consecutive rows of a table of samples.
 *
 * @param first number of the first sample
 * @param firstOrder for each sample, the value, and the gradient if the table has gradients
 * @param secondOrder for each sample, the Hessian, packed or full, or the Laplacian
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SampleBatch(int first, int count, double[] firstOrder, double[] secondOrder)
    implements Serializable {}
