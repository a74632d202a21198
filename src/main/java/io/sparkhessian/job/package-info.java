/** The job file: what to differentiate, over which data, and where the result goes. */
package io.sparkhessian.job;
