package io.sparkhessian.report.figure;

/** A name and its value, as text. */
public record Entry(String name, String value) {}
