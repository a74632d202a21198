package io.sparkhessian.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.bytedeco.pytorch.global.torch;

/** What problem.py has, without Python: the mean cross-entropy of a tanh network, float64. */
final class LibtorchProblem {
  private final Tensor features;
  private final Tensor labels;

  /** Weight and bias of each layer. */
  private final Tensor[] parameters;

  LibtorchProblem(String layers, int samples, Path file) throws IOException {
    long[] widths = Arrays.stream(layers.split("-")).mapToLong(Long::parseLong).toArray();
    DoubleBuffer numbers;
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      numbers = bytes.order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
    }
    features = tensor(numbers, samples, widths[0]);
    labels = tensor(numbers, samples).to(ScalarType.Long);
    parameters = new Tensor[2 * (widths.length - 1)];
    for (int i = 0; i < parameters.length; i++) {
      long units = widths[i / 2 + 1];
      parameters[i] = i % 2 == 0 ? tensor(numbers, units, widths[i / 2]) : tensor(numbers, units);
      parameters[i].set_requires_grad(true);
    }
  }

  /** The next numbers of the file. */
  private static Tensor tensor(DoubleBuffer numbers, long... shape) {
    double[] values = new double[(int) Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    numbers.get(values);
    try (DoublePointer pointer = new DoublePointer(values)) {
      return torch.from_blob(pointer, shape, new TensorOptions(ScalarType.Double)).clone();
    }
  }

  Tensor[] parameters() {
    return parameters;
  }

  /** N. */
  long count() {
    return Arrays.stream(parameters).mapToLong(Tensor::numel).sum();
  }

  Tensor loss() {
    Tensor x = features;
    for (int i = 0; i < parameters.length; i += 2) {
      x = torch.linear(i == 0 ? x : torch.tanh(x), parameters[i], parameters[i + 1]);
    }
    return torch.cross_entropy(x, labels);
  }
}
