/** Parameter vectors: .npy and CSV files. */
package io.sparkhessian.io.parameters;
