package io.sparkhessian.spark;

import org.ejml.data.DMatrixRMaj;

/**
 * Derivatives of the loss of one sample, or of an output of the model, with respect to d features.
 *
 * @param sample index of the sample, from 0
 * @param value unweighted loss, or output
 * @param gradient of length d
 * @param matrix Hessian, d × d, symmetric
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record InputHessian(int sample, double value, double[] gradient, DMatrixRMaj matrix) {}
