/** Linear models with a canonical link. */
package io.sparkhessian.model.linear;
