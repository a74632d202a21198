package io.sparkhessian.spark;

import org.ejml.data.DMatrixRMaj;

/**
 * What one sample's own loss, or an output of the model, does as the sample's features change.
 *
 * @param sample its number, from 0
 * @param value the loss, without the sample's weight, or the output
 * @param gradient by each of the features that count
 * @param matrix second derivatives by them, both triangles
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record InputHessian(int sample, double value, double[] gradient, DMatrixRMaj matrix) {}
