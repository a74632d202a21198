package io.sparkhessian.report.figure;

/** A name and its value, in words. */
public record Entry(String name, String value) {}
