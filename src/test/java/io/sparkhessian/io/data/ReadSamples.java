package io.sparkhessian.io.data;

import io.sparkhessian.evaluate.Samples;

/** The samples of a table that was read into this process, for tests. */
final class ReadSamples {
  private ReadSamples() {}

  static Samples of(DataTable table) {
    return ((SampleData.Here) table.data()).samples();
  }
}
