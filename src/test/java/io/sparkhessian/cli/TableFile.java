package io.sparkhessian.cli;

import io.sparkhessian.SparkTestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Single Parquet and ORC files written by Spark; each table is written once. */
final class TableFile {
  private static final UDF1<Seq<Double>, Object> VECTOR =
      elements ->
          Vectors.dense(
              CollectionConverters.asJava(elements).stream()
                  .mapToDouble(Double::doubleValue)
                  .toArray());

  private static final Map<List<String>, byte[]> KNOWN = new HashMap<>();

  private TableFile() {}

  /**
   * Writes a table; {@code vector(array)} creates an MLlib vector.
   *
   * @param query in Spark SQL
   */
  static void write(Path file, String format, String query) throws IOException {
    List<String> table = List.of(format, query);
    if (!KNOWN.containsKey(table)) {
      KNOWN.put(table, made(file.resolveSibling("parts"), format, query));
    }
    Files.write(file, KNOWN.get(table));
  }

  private static byte[] made(Path parts, String format, String query) throws IOException {
    SparkSession spark = SparkTestSession.get().newSession();
    spark.conf().set("spark.sql.codegen.wholeStage", "false"); // each table is written once
    spark.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    spark.udf().register("vector", VECTOR, SQLDataTypes.VectorType());
    spark.sql(query).coalesce(1).write().format(format).save(parts.toString());
    byte[] bytes = {};
    try (Stream<Path> found = Files.list(parts)) {
      for (Path each : found.toList()) {
        if (each.getFileName().toString().startsWith("part-")) {
          bytes = Files.readAllBytes(each);
        }
        Files.delete(each);
      }
    }
    Files.delete(parts);
    return bytes;
  }
}
