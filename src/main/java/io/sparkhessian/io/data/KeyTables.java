package io.sparkhessian.io.data;

import io.sparkhessian.io.source.DataColumn;
import io.sparkhessian.io.source.DataColumn.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The codes of all keys over chunks in order, whose own codes they replace. */
final class KeyTables {
  private final List<String> names;
  private final List<KeyCodes> tables = new ArrayList<>();

  KeyTables(List<DataColumn> columns) {
    names =
        columns.stream().filter(column -> column.role() == Role.KEY).map(DataColumn::name).toList();
    names.forEach(name -> tables.add(new KeyCodes()));
  }

  /** Adds the values of a chunk, and returns for each key the codes by those of the chunk. */
  int[][] add(DataChunk chunk) {
    int[][] codes = new int[tables.size()][];
    for (int key = 0; key < codes.length; key++) {
      codes[key] = chunk.keys().get(key).in(tables.get(key));
    }
    return codes;
  }

  /** Returns the values of each key by their codes. */
  Map<String, List<String>> values() {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (int key = 0; key < names.size(); key++) {
      values.put(names.get(key), tables.get(key).values());
    }
    return values;
  }
}
