package io.sparkhessian.distributed.plan;

import java.io.Serializable;

/**
 * Peak memory of a run, in bytes.
 *
 * @param taskBytes of one task: its rows twice, the values of a chunk and the tangents of a block
 * @param vectorBytes of a vector of length N
 * @param waveBytes of the vectors that the driver sends to the tasks of a wave, and of their
 *     products, half each
 * @param state of the driver's own computation
 */
public record MemoryNeed(
    SamplePlan samples, long taskBytes, long vectorBytes, long waveBytes, State state)
    implements Serializable {
  /** Copies of the samples on the driver: as read, and those of the broadcast. */
  private static final int DATA_COPIES_ON_DRIVER = 3;

  private static final int DATA_COPIES_ON_EXECUTOR = 2;
  private static final int VECTORS = 8;

  /**
   * State of the driver's own computation: a basis of vectors, or a matrix.
   *
   * @param remedy a setting that needs less memory, as part of a sentence
   */
  public record State(long bytes, String remedy) implements Serializable {
    static final State NONE = new State(0, "");
  }

  MemoryNeed withState(State own) {
    return new MemoryNeed(samples, taskBytes, vectorBytes, waveBytes, own);
  }

  public long driverBytes() {
    long data = samples.partitioned() ? 0 : DATA_COPIES_ON_DRIVER * samples.bytes();
    return data + VECTORS * vectorBytes + waveBytes + state.bytes();
  }

  /** Returns the memory of the driver while it times tasks on some of the samples. */
  public long trialBytes(int tasksAtOnce, int samplesTried) {
    long data = Math.min(samples.count(), samplesTried) * samples.shape().bytesOfSample();
    return driverBytes() + DATA_COPIES_ON_EXECUTOR * data + tasksAtOnce * taskBytes;
  }

  /** Returns the memory of an executor; a task on partitioned samples holds one group twice. */
  public long executorBytes(int tasksAtOnce) {
    long data = samples.partitioned() ? tasksAtOnce * samples.groupBytes() : samples.bytes();
    long waves = waveBytes / 2;
    return DATA_COPIES_ON_EXECUTOR * data + waves + VECTORS * vectorBytes + tasksAtOnce * taskBytes;
  }
}
