/** Sources of objectives, one package for each. */
package io.sparkhessian.model;
