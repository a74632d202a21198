/** Paths, atomic files and checksums on local disks and Hadoop file systems. */
package io.sparkhessian.io.file;
