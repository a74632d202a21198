package io.sparkhessian.io.data;

import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.job.ColumnRoles;
import io.sparkhessian.job.DataFormat;
import io.sparkhessian.job.DataSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Data for tests of their reader. */
final class ReadSamples {
  private ReadSamples() {}

  /** Returns the samples of a table that was read into this process. */
  static Samples of(DataTable table) {
    return ((SampleData.Local) table.data()).samples();
  }

  static DataSpec spec(
      String path,
      String format,
      List<String> labels,
      List<String> features,
      Optional<String> weight,
      Map<String, String> options) {
    return new DataSpec(
        path,
        DataFormat.valueOf(format.toUpperCase(Locale.ROOT)),
        ColumnRoles.of(labels, features, weight),
        options);
  }
}
