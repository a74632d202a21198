/** Stored matrices and finished pieces of a result. */
package io.sparkhessian.distributed.results;
