package io.sparkhessian.io.tiles;

import io.sparkhessian.io.file.GlobPaths;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.mllib.linalg.DenseMatrix;
import org.apache.spark.mllib.linalg.Matrix;
import org.apache.spark.mllib.linalg.distributed.BlockMatrix;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;
import scala.Tuple5;

/** Converts tiles to Spark's distributed matrices. */
public final class BlockMatrices {
  private BlockMatrices() {}

  /** The matrix of a tile store, both triangles, read lazily. */
  public static BlockMatrix read(SparkSession spark, String directory, TileLayout layout) {
    Encoder<Tuple5<Integer, Integer, Integer, Integer, double[]>> encoder =
        Encoders.tuple(
            Encoders.INT(),
            Encoders.INT(),
            Encoders.INT(),
            Encoders.INT(),
            spark.implicits().newDoubleArrayEncoder());
    String[] files =
        layout.strips().stream()
            .map(strip -> new Path(directory, layout.fileName(strip)).toString())
            .map(GlobPaths::literal)
            .toArray(String[]::new);
    Dataset<Tuple5<Integer, Integer, Integer, Integer, double[]>> tiles =
        spark
            .read()
            .parquet(files)
            .select("block_row", "block_col", "rows", "cols", TileSchema.VALUES)
            .as(encoder);
    return of(tiles.javaRDD().map(tile -> layout.tile(tile._1(), tile._2(), tile._5())), layout);
  }

  /** The symmetric matrix, both triangles, whose upper triangle consists of the given tiles. */
  public static BlockMatrix of(JavaRDD<Tile> tiles, TileLayout layout) {
    JavaPairRDD<Tuple2<Object, Object>, Matrix> blocks =
        tiles.flatMapToPair(tile -> blocks(tile).iterator());
    return new BlockMatrix(
        blocks.rdd(), layout.edge(), layout.edge(), layout.size(), layout.size());
  }

  /** A tile and, off the diagonal, its transpose; both share the array. */
  private static List<Tuple2<Tuple2<Object, Object>, Matrix>> blocks(Tile tile) {
    int row = tile.blockRow();
    int column = tile.blockColumn();
    List<Tuple2<Tuple2<Object, Object>, Matrix>> blocks = new ArrayList<>();
    blocks.add(
        new Tuple2<>(
            new Tuple2<>(row, column),
            new DenseMatrix(tile.rows(), tile.columns(), tile.values(), true)));
    if (row != column) {
      blocks.add(
          new Tuple2<>(
              new Tuple2<>(column, row),
              new DenseMatrix(tile.columns(), tile.rows(), tile.values(), false)));
    }
    return blocks;
  }
}
