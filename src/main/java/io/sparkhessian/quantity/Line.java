package io.sparkhessian.quantity;

/**
 * A line of the summary or of {@code explain}.
 *
 * @param label text of the first column; empty when the line continues the previous one
 */
public record Line(String label, String text) {}
