/** Runs a job, resumes it, exports and verifies its result. */
package io.sparkhessian.spark.run;
