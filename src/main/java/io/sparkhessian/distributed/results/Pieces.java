package io.sparkhessian.distributed.results;

import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.io.output.PieceStore;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;

/** What tasks have finished of a quantity that goes into one file in the end. */
public interface Pieces extends Serializable {
  /** Keeps none. */
  Pieces NONE =
      new Pieces() {
        private static final long serialVersionUID = 1L;

        @Override
        public Optional<double[]> find(int first, int count) {
          return Optional.empty();
        }

        @Override
        public void keep(int first, double[] values) {}

        @Override
        public OptionalInt last() {
          return OptionalInt.empty();
        }

        @Override
        public void removeBefore(int first) {}
      };

  /** The numbers of a task, as an earlier attempt has left them, whole. */
  Optional<double[]> find(int first, int count) throws IOException;

  /** Makes the numbers of a task durable. */
  void keep(int first, double[] values) throws IOException;

  /** The largest number of those that are there. */
  OptionalInt last() throws IOException;

  /** Removes those with smaller numbers. */
  void removeBefore(int first) throws IOException;

  /** Kept in an output directory until that is finished. */
  static Pieces in(OutputDirectory out, JavaSparkContext spark) {
    return stored(out, PieceStore.DIRECTORY, spark);
  }

  /** The same of one of several quantities that an output has. */
  static Pieces in(OutputDirectory out, String quantity, JavaSparkContext spark) {
    return stored(out, PieceStore.DIRECTORY + "/" + quantity, spark);
  }

  private static Pieces stored(OutputDirectory out, String directory, JavaSparkContext spark) {
    SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
    return new Stored(hadoop, out.child(directory).absolute());
  }

  /** Kept in a directory. */
  record Stored(SerializableConfiguration hadoop, String directory) implements Pieces {
    @Override
    public Optional<double[]> find(int first, int count) throws IOException {
      return new PieceStore(hadoop.value(), directory).read(first, count);
    }

    @Override
    public void keep(int first, double[] values) throws IOException {
      new PieceStore(hadoop.value(), directory).write(first, values);
    }

    @Override
    public OptionalInt last() throws IOException {
      return new PieceStore(hadoop.value(), directory).last();
    }

    @Override
    public void removeBefore(int first) throws IOException {
      new PieceStore(hadoop.value(), directory).removeBefore(first);
    }
  }
}
