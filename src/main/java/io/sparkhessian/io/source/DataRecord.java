package io.sparkhessian.io.source;

import java.util.List;
import java.util.Optional;

/**
 * One record of a file.
 *
 * @param cells of the columns that are read; null for an empty cell
 * @param wrong why the record could not be split into cells
 */
public record DataRecord(List<Object> cells, Optional<String> wrong) {
  static String miscounted(Object text, int columns) {
    return "%s does not have the %d columns of the file; correct the row"
        .formatted(DataCell.show(text), columns);
  }
}
