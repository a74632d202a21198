/** YAML nodes with their places, and the errors that name them. */
package io.sparkhessian.job.yaml;
