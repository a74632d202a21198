package io.sparkhessian.distributed.results;

import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.io.output.PieceStore;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;

/** Durable results of single tasks of a quantity that finally goes into one file. */
public interface Pieces extends Serializable {
  /** Stores nothing, so that each attempt of a task computes again. */
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

  /** Returns the numbers that an earlier attempt of a task stored; empty if there are none. */
  Optional<double[]> find(int first, int count) throws IOException;

  /** Stores the numbers of a task durably. */
  void keep(int first, double[] values) throws IOException;

  /** Returns the largest number of a stored piece. */
  OptionalInt last() throws IOException;

  /** Deletes the pieces with smaller numbers. */
  void removeBefore(int first) throws IOException;

  /** Returns pieces that an output directory keeps until its result is finished. */
  static Pieces in(OutputDirectory out, JavaSparkContext spark) {
    return stored(out, PieceStore.DIRECTORY, spark);
  }

  /** Returns pieces of one of several quantities of an output directory. */
  static Pieces in(OutputDirectory out, String quantity, JavaSparkContext spark) {
    return stored(out, PieceStore.DIRECTORY + "/" + quantity, spark);
  }

  private static Pieces stored(OutputDirectory out, String directory, JavaSparkContext spark) {
    SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
    return new Stored(hadoop, out.child(directory).absolute());
  }

  /** Pieces in a directory. */
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
