package io.sparkhessian.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.bytedeco.pytorch.global.torch;

/**
 * The full Hessian of a network by N calls of autograd's {@code grad} in libtorch: what hessian.py
 * calls {@code loop}, without Python.
 *
 * <p>Arguments: widths, samples and the file of the problem; then {@code run} or {@code write PATH}
 * on standard input, as often as wanted; it answers {@code done}, at the start too.
 */
final class LibtorchHessian {
  private LibtorchHessian() {}

  public static void main(String[] arguments) throws IOException {
    // All libraries before the first is loaded: what is not there yet would come from the system.
    Loader.cacheResources("/org/bytedeco/pytorch/" + Loader.getPlatform() + "/");
    LibtorchProblem problem =
        new LibtorchProblem(arguments[0], Integer.parseInt(arguments[1]), Path.of(arguments[2]));
    System.out.println("done");
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      try (Tensor result = hessian(problem)) {
        if (line.startsWith("write ")) {
          write(result, Path.of(line.substring(6)));
        }
      }
      System.out.println("done");
    }
  }

  private static Tensor hessian(LibtorchProblem problem) {
    long[] shape = {problem.count(), problem.count()};
    Tensor rows = torch.empty(shape, new TensorOptions(ScalarType.Double), null);
    try (PointerScope all = new PointerScope()) {
      TensorVector inputs = new TensorVector(problem.parameters());
      TensorVector gradients = gradient(problem.loss(), inputs, true);
      long row = 0;
      for (long block = 0; block < gradients.size(); block++) {
        Tensor gradient = gradients.get(block).reshape(-1);
        for (long i = 0; i < gradient.numel(); i++) {
          try (PointerScope each = new PointerScope()) {
            TensorVector parts = gradient(gradient.get(i), inputs, false);
            store(rows.get(row++), inputs, parts);
          }
        }
      }
    }
    return rows;
  }

  private static TensorVector gradient(Tensor of, TensorVector inputs, boolean createGraph) {
    BoolOptional retainGraph = new BoolOptional(true);
    return torch.grad(
        new TensorVector(of), inputs, new TensorVector(), retainGraph, createGraph, true);
  }

  /** Puts one second derivative after the other into a row; what does not matter is zero. */
  private static void store(Tensor row, TensorVector inputs, TensorVector parts) {
    long at = 0;
    for (long i = 0; i < inputs.size(); i++) {
      long size = inputs.get(i).numel();
      Tensor place = row.narrow(0, at, size);
      Tensor part = parts.get(i);
      if (part.defined()) {
        place.copy_(part.reshape(-1));
      } else {
        place.zero_();
      }
      at += size;
    }
  }

  private static void write(Tensor tensor, Path file) throws IOException {
    ByteBuffer bytes = tensor.data_ptr().capacity(tensor.numel() * Double.BYTES).asByteBuffer();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }
}
