package io.sparkhessian.quantity;

/**
 * A line of a summary or an explanation.
 *
 * @param label in the first column; empty where the line continues the one above
 */
public record Line(String label, String text) {}
