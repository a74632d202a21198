package io.sparkhessian.io.source;

import io.sparkhessian.Failure;
import io.sparkhessian.job.DataFormat;
import io.sparkhessian.job.DataSpec;
import io.sparkhessian.job.yaml.NearestName;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.FileSourceOptions;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.apache.spark.sql.catalyst.json.JSONOptions;
import org.apache.spark.sql.execution.datasources.FileIndexOptions;
import org.apache.spark.sql.execution.datasources.orc.OrcOptions;
import org.apache.spark.sql.execution.datasources.parquet.ParquetOptions;
import scala.collection.Set;
import scala.jdk.javaapi.CollectionConverters;

/** The options of Spark's readers, which ignore unknown ones. */
final class DataOptions {
  /** Options that Spark 4.1 reads but does not list. */
  private static final List<String> UNLISTED_OF_JSON =
      List.of("maxNestingDepth", "maxNumLen", "maxStringLen");

  private static final List<String> LIBSVM = List.of("numFeatures", "vectorType");

  private DataOptions() {}

  /** Refuses an unknown option of the format; names with a dot are settings of Hadoop. */
  static void requireKnown(DataSpec source) {
    List<String> known = of(source.format());
    for (String option : source.options().keySet()) {
      if (option.indexOf('.') < 0 && known.stream().noneMatch(option::equalsIgnoreCase)) {
        throw Failure.input(
            "data.options: the format %s has no option %s; did you mean '%s'?"
                .formatted(
                    source.format().word(),
                    DataCell.show(option),
                    NearestName.to(option, known).orElseThrow()));
      }
    }
  }

  private static List<String> of(DataFormat format) {
    List<String> known =
        new ArrayList<>(
            switch (format) {
              case CSV -> names(CSVOptions.getAllOptions());
              case JSON -> names(JSONOptions.getAllOptions());
              case PARQUET -> names(ParquetOptions.getAllOptions());
              case ORC -> names(OrcOptions.getAllOptions());
              case LIBSVM -> LIBSVM;
            });
    if (format == DataFormat.JSON) {
      known.addAll(UNLISTED_OF_JSON);
    }
    known.addAll(names(FileIndexOptions.getAllOptions()));
    known.add(FileSourceOptions.IGNORE_CORRUPT_FILES());
    return known;
  }

  private static List<String> names(Set<String> options) {
    return CollectionConverters.asJava(options).stream().sorted().toList();
  }
}
