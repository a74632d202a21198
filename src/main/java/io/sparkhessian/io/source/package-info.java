/** Records of data files: CSV, and the formats that Spark reads. */
package io.sparkhessian.io.source;
