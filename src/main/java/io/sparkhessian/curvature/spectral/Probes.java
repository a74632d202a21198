package io.sparkhessian.curvature.spectral;

import io.sparkhessian.curvature.layout.DiagonalBlock;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Test vectors for verification, one per row. */
public final class Probes {
  private Probes() {}

  /** Sorted random sample of {@code count} distinct numbers below {@code size}, or all of them. */
  public static List<Integer> numbers(Random random, int count, int size) {
    return random.ints(0, size).distinct().limit(Math.min(count, size)).sorted().boxed().toList();
  }

  public static DMatrixRMaj oneHot(List<Integer> places, int size) {
    DMatrixRMaj vectors = new DMatrixRMaj(places.size(), size);
    for (int k = 0; k < places.size(); k++) {
      vectors.set(k, places.get(k), 1);
    }
    return vectors;
  }

  public static DMatrixRMaj gaussian(Random random, int count, int size) {
    DMatrixRMaj vectors = new DMatrixRMaj(count, size);
    for (int i = 0; i < vectors.getNumElements(); i++) {
      vectors.data[i] = random.nextGaussian();
    }
    return vectors;
  }

  public static DMatrixRMaj stacked(DMatrixRMaj upper, DMatrixRMaj lower) {
    DMatrixRMaj both = new DMatrixRMaj(upper.numRows + lower.numRows, upper.numCols);
    System.arraycopy(upper.data, 0, both.data, 0, upper.getNumElements());
    System.arraycopy(lower.data, 0, both.data, upper.getNumElements(), lower.getNumElements());
    return both;
  }

  /** The columns of a block. */
  public static DMatrixRMaj columns(DMatrixRMaj matrix, DiagonalBlock block) {
    return CommonOps_DDRM.extract(matrix, 0, matrix.numRows, block.from(), block.to());
  }
}
