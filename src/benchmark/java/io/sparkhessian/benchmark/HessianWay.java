package io.sparkhessian.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A way to a Hessian in PyTorch: {@code libtorch}, the loop in the newest libtorch, or one that
 * hessian.py has; and how it is started.
 */
record HessianWay(String way, Tuning tuning) {
  private static final String SMALL = "9-7-6-4";
  private static final int SAMPLES = 300;

  /** Reads {@code loop:tuned1}; without a tuning it stands for all of them. */
  static List<HessianWay> parse(String argument) {
    String[] parts = argument.split(":", 2);
    List<HessianWay> ways = new ArrayList<>();
    for (Tuning tuning :
        parts.length == 2 ? new Tuning[] {Tuning.parse(parts[1])} : Tuning.values()) {
      ways.add(new HessianWay(parts[0], tuning));
    }
    return ways;
  }

  Rival start(String layers, int samples, Path problem) throws IOException {
    String n = String.valueOf(samples);
    return way.equals("libtorch")
        ? Rival.libtorch(tuning, "LibtorchHessian", layers, n, problem.toString())
        : Rival.python(tuning, "hessian.py", layers, n, problem.toString(), way);
  }

  /**
   * The largest difference between its Hessian of a small network and ours, against the largest
   * entry.
   */
  double disagreement() throws IOException {
    BareKernels kernels = new Network(SMALL).kernels(SAMPLES);
    Path problem = Scratch.of("small.problem");
    Path result = Scratch.of("small.hessian");
    Network.write(kernels, problem);
    try (Rival rival = start(SMALL, SAMPLES, problem)) {
      rival.write(result);
    }
    double[] ours = kernels.matrix().data;
    double[] theirs = new double[ours.length];
    try (FileChannel channel = FileChannel.open(result)) {
      if (channel.size() != (long) ours.length * Double.BYTES) {
        throw new IOException(result + " has " + channel.size() + " bytes");
      }
      ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      bytes.order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(theirs);
    }
    Files.delete(result);
    Files.delete(problem);
    double largest = Arrays.stream(ours).map(Math::abs).max().orElse(0);
    double difference = 0;
    for (int i = 0; i < ours.length; i++) {
      difference = Math.max(difference, Math.abs(ours[i] - theirs[i]));
    }
    return difference / largest;
  }

  @Override
  public String toString() {
    return (way.equals("libtorch") ? "libtorch loop, " : "PyTorch " + way + ", ") + tuning;
  }
}
