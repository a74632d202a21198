/** Products of a matrix with vectors, and the operators shared by product-based methods. */
package io.sparkhessian.quantity.products;
