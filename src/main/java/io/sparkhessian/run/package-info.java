/** Runs, resumes, verifies and reports jobs. */
package io.sparkhessian.run;
