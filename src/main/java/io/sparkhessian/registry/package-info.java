/** The one list of what a job file can name. */
package io.sparkhessian.registry;
