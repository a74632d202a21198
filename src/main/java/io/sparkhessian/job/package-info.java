/** The job file as types. */
package io.sparkhessian.job;
