/** Products of a matrix with vectors, and what methods built on products share. */
package io.sparkhessian.quantity.products;
