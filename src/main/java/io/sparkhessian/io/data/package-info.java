/** Samples out of records: columns, rows, groups, digests. */
package io.sparkhessian.io.data;
