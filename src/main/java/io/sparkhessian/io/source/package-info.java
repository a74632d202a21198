/** Records out of data files: CSV, and what Spark reads. */
package io.sparkhessian.io.source;
