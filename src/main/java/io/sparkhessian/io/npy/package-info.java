/** NumPy arrays: .npy files, whole or streamed. */
package io.sparkhessian.io.npy;
