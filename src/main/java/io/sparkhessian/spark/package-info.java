/** The library: second derivatives of objectives for Java and Scala programs on Spark. */
package io.sparkhessian.spark;
