package io.sparkhessian.model;

/**
 * A file that a model was read from. Its content counts in the fingerprint of a result.
 *
 * @param path as the job gives it
 * @param sha256 in hexadecimal digits
 */
public record ModelFile(String path, String sha256) {}
