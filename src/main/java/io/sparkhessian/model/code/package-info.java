/** Objectives that are Java classes of the user. */
package io.sparkhessian.model.code;
