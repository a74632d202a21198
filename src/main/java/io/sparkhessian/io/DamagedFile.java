package io.sparkhessian.io;

/**
 * A file of a result that is not as the manifest says.
 *
 * @param path below the output directory
 * @param damage what is wrong, to follow the path in a sentence
 */
public record DamagedFile(String path, String damage) {}
