/** Readers and writers of files. */
package io.sparkhessian.io;
