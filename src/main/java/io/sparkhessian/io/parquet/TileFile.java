package io.sparkhessian.io.parquet;

import java.io.Serializable;

/**
 * A finished file of tiles or of samples.
 *
 * @param name relative to its directory
 * @param bytes its length
 * @param sha256 of its content, in lower-case hexadecimals
 */
public record TileFile(String name, long bytes, String sha256) implements Serializable {}
