/** Fully connected networks. */
package io.sparkhessian.model.network;
