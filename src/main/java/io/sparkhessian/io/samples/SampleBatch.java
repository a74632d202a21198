package io.sparkhessian.io.samples;

import java.io.Serializable;

/**
 * Some neighbouring rows of a table of samples.
 *
 * @param first number of the first sample
 * @param firstOrder of each sample the value, then the gradient where the table has it
 * @param secondOrder of each sample its Hessian, packed or full, or its Laplacian
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record SampleBatch(int first, int count, double[] firstOrder, double[] secondOrder)
    implements Serializable {}
