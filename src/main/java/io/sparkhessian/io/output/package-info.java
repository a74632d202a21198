/** Output directories: ownership, staging, manifest, resumption. */
package io.sparkhessian.io.output;
