/** YAML nodes with their positions, and errors that name them. */
package io.sparkhessian.job.yaml;
