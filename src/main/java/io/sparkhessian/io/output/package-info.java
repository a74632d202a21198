/** Output directories: ownership, publication, manifests and resumption. */
package io.sparkhessian.io.output;
