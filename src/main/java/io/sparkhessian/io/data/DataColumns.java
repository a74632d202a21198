package io.sparkhessian.io.data;

import io.sparkhessian.Failure;
import io.sparkhessian.io.source.DataCell;
import io.sparkhessian.io.source.DataColumn;
import io.sparkhessian.io.source.DataColumn.Role;
import io.sparkhessian.io.source.DataFiles;
import io.sparkhessian.io.source.DataSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;

/** Chooses the columns that a data source asks for: features first, then labels, then weight. */
final class DataColumns {
  private static final int SHOWN = 20;

  private final DataSource source;
  private final DataFiles files;
  private final Map<String, Integer> positions = new HashMap<>();
  private final Map<String, Role> taken = new HashMap<>();

  private DataColumns(DataSource source, DataFiles files) {
    this.source = source;
    this.files = files;
    for (int position = 0; position < files.names().size(); position++) {
      positions.put(files.names().get(position), position);
    }
  }

  static List<DataColumn> choose(DataSource source, DataFiles files) {
    return new DataColumns(source, files).choose();
  }

  private List<DataColumn> choose() {
    List<String> labels = source.labels();
    if (labels.isEmpty() && source.format().equals("libsvm")) {
      labels = List.of("label");
    }
    List<DataColumn> outcomes = new ArrayList<>();
    labels.forEach(name -> outcomes.add(column(name, Role.LABEL)));
    source.weight().ifPresent(name -> outcomes.add(column(name, Role.WEIGHT)));
    List<String> features = source.features();
    if (features.isEmpty()) {
      features = files.names().stream().filter(name -> !taken.containsKey(name)).toList();
    }
    List<DataColumn> chosen = new ArrayList<>();
    features.forEach(name -> chosen.add(column(name, Role.FEATURE)));
    chosen.addAll(outcomes);
    return chosen;
  }

  private DataColumn column(String name, Role role) {
    Integer position = positions.get(name);
    if (position == null) {
      throw missing(name, role);
    }
    Role other = taken.putIfAbsent(name, role);
    if (other != null) {
      throw Failure.input(
          "%s: column '%s' is named in %s; name it once"
              .formatted(
                  source.path(),
                  name,
                  other == role
                      ? role.field() + " twice"
                      : other.field() + " and in " + role.field()));
    }
    return new DataColumn(name, position, role, width(name, position, role));
  }

  private int width(String name, int position, Role role) {
    int width = files.vectorWidth(position);
    if (width > 0 && role != Role.WEIGHT) {
      return width;
    }
    DataType type = files.types().get(position);
    if (type instanceof NumericType || type instanceof BooleanType || type instanceof StringType) {
      return 0;
    }
    throw Failure.input(
        "%s: column '%s' has the type %s, which is no number; leave it out of %s or convert it"
            .formatted(source.path(), name, type.simpleString(), role.field()));
  }

  /** Whether Spark has made up the name. */
  private static boolean isNumbered(String name) {
    return name.matches("_c\\d+");
  }

  private Failure missing(String name, Role role) {
    List<String> names = files.names();
    String nearest =
        names.stream()
            .min(
                Comparator.comparing(
                    other -> LevenshteinDistance.getDefaultInstance().apply(name, other)))
            .orElseThrow();
    String shown =
        names.stream().limit(SHOWN).map(DataCell::shorten).collect(Collectors.joining(", "));
    String rest = names.size() > SHOWN ? ", … (%d in all)".formatted(names.size()) : "";
    if (source.format().equals("csv") && names.stream().allMatch(DataColumns::isNumbered)) {
      return Failure.input(
          "%s has no column '%s': it is read without a header, so its columns are %s; if its first line has their names, say so with data.options: {header: true}"
              .formatted(source.path(), name, shown + rest));
    }
    return Failure.input(
        "%s has no column '%s'; the nearest is '%s': correct %s; the columns are %s"
            .formatted(source.path(), name, DataCell.shorten(nearest), role.field(), shown + rest));
  }
}
