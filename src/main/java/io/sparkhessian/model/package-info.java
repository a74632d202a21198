/** Where objectives come from: a package for each source of models. */
package io.sparkhessian.model;
