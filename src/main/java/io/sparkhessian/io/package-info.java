/** Readers and writers of the files around a job. */
package io.sparkhessian.io;
