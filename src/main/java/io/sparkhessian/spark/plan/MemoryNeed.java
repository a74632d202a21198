package io.sparkhessian.spark.plan;

import java.io.Serializable;

/**
 * Bytes that a run holds at its peak.
 *
 * @param dataBytes the samples
 * @param taskBytes one task: its rows twice, the values of a chunk and the tangents of a block
 * @param vectorBytes a vector of length N
 * @param waveBytes what the driver sends to tasks and gathers from them at a time, by halves
 */
public record MemoryNeed(long dataBytes, long taskBytes, long vectorBytes, long waveBytes)
    implements Serializable {
  /** The samples as they were read, and as the broadcast holds them. */
  private static final int DATA_COPIES_ON_DRIVER = 3;

  private static final int DATA_COPIES_ON_EXECUTOR = 2;
  private static final int VECTORS = 8;

  public long driverBytes() {
    return DATA_COPIES_ON_DRIVER * dataBytes + VECTORS * vectorBytes + waveBytes;
  }

  public long executorBytes(int tasksAtOnce) {
    long broadcast = DATA_COPIES_ON_EXECUTOR * dataBytes + waveBytes / 2;
    return broadcast + VECTORS * vectorBytes + tasksAtOnce * taskBytes;
  }
}
