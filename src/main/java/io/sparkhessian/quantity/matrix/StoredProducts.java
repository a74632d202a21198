package io.sparkhessian.quantity.matrix;

import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.curvature.spectral.Probes;
import io.sparkhessian.distributed.results.StoredMatrix;
import io.sparkhessian.distributed.tasks.Stages;
import io.sparkhessian.distributed.tasks.Tasks;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.io.tiles.TileLayout;
import io.sparkhessian.io.tiles.TileStore;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Products of stored tiles with vectors, one task per block row. */
record StoredProducts(Tasks tasks, OutputDirectory out, List<StoredMatrix> matrices) {
  private record Part(String directory, TileLayout layout, DiagonalBlock block, int row)
      implements Serializable {}

  /**
   * Returns the products with vectors.
   *
   * @param vectors k × N
   * @return k × N
   */
  DMatrixRMaj times(DMatrixRMaj vectors) {
    SerializableConfiguration hadoop =
        new SerializableConfiguration(tasks.spark().hadoopConfiguration());
    Broadcast<DMatrixRMaj> toAll = tasks.share(vectors);
    List<Part> parts = parts();
    List<DMatrixRMaj> computed =
        Stages.named(
            tasks.spark(),
            "products of the stored tiles",
            "one block row per task",
            () ->
                tasks.each(
                    parts,
                    (part, dense) ->
                        times(
                            TileStore.open(hadoop.value(), part.directory(), part.layout()),
                            part.row(),
                            Probes.columns(toAll.value(), part.block()))));
    DMatrixRMaj products = new DMatrixRMaj(vectors.numRows, vectors.numCols);
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      int offset = part.block().from() + part.layout().offset(part.row());
      CommonOps_DDRM.insert(computed.get(i), products, 0, offset);
    }
    return products;
  }

  private List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (StoredMatrix matrix : matrices) {
      String directory = out.child(matrix.path()).absolute();
      for (int row = 0; row < matrix.layout().blocks(); row++) {
        parts.add(new Part(directory, matrix.layout(), matrix.block(), row));
      }
    }
    return parts;
  }

  /** Returns the entries of the products in one block row. */
  private static DMatrixRMaj times(TileStore store, int row, DMatrixRMaj vectors)
      throws IOException {
    DMatrixRMaj products = new DMatrixRMaj(vectors.numRows, store.layout().length(row));
    for (int above = 0; above < row; above++) {
      TileProducts.addTransposed(store.read(above, row), vectors, products);
    }
    store.readRow(row, tile -> TileProducts.add(tile, vectors, products));
    return products;
  }
}
