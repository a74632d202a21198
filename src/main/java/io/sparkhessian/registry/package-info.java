/** The registry of everything that a job file can name. */
package io.sparkhessian.registry;
