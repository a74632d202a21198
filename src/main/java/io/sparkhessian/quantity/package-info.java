/** What a job computes: the parts that every quantity has. */
package io.sparkhessian.quantity;
