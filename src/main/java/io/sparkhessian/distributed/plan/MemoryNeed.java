package io.sparkhessian.distributed.plan;

import java.io.Serializable;

/**
 * Bytes that a run holds at its peak.
 *
 * @param samples where they lie
 * @param taskBytes one task: its rows twice, the values of a chunk and the tangents of a block
 * @param vectorBytes a vector of length N
 * @param waveBytes what the driver sends to tasks and gathers from them at a time, by halves
 * @param state what the driver computes with beside the tasks
 */
public record MemoryNeed(
    SamplePlan samples, long taskBytes, long vectorBytes, long waveBytes, State state)
    implements Serializable {
  /** The samples as they were read, and as the broadcast holds them. */
  private static final int DATA_COPIES_ON_DRIVER = 3;

  private static final int DATA_COPIES_ON_EXECUTOR = 2;
  private static final int VECTORS = 8;

  /**
   * A basis of vectors, or a matrix.
   *
   * @param remedy what a job can ask for that needs less: a part of a sentence
   */
  public record State(long bytes, String remedy) implements Serializable {
    static final State NONE = new State(0, "");
  }

  /** The same with so much that the driver computes with. */
  MemoryNeed withState(State own) {
    return new MemoryNeed(samples, taskBytes, vectorBytes, waveBytes, own);
  }

  public long driverBytes() {
    long data = samples.spread() ? 0 : DATA_COPIES_ON_DRIVER * samples.bytes();
    return data + VECTORS * vectorBytes + waveBytes + state.bytes();
  }

  /** Of tasks that the driver tries on some of the samples, beside what it holds. */
  public long trialBytes(int tasksAtOnce, int samplesTried) {
    long data = Math.min(samples.count(), samplesTried) * samples.bytesOfSample();
    return driverBytes() + DATA_COPIES_ON_EXECUTOR * data + tasksAtOnce * taskBytes;
  }

  /** Of samples that are spread, a task has a group as rows and as chunks. */
  public long executorBytes(int tasksAtOnce) {
    long data = samples.spread() ? tasksAtOnce * samples.groupBytes() : samples.bytes();
    long waves = waveBytes / 2;
    return DATA_COPIES_ON_EXECUTOR * data + waves + VECTORS * vectorBytes + tasksAtOnce * taskBytes;
  }
}
