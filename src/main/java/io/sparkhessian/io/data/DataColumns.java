package io.sparkhessian.io.data;

import io.sparkhessian.Failure;
import io.sparkhessian.io.source.DataCell;
import io.sparkhessian.io.source.DataColumn;
import io.sparkhessian.io.source.DataColumn.Role;
import io.sparkhessian.io.source.DataFiles;
import io.sparkhessian.job.ColumnRoles;
import io.sparkhessian.job.DataFormat;
import io.sparkhessian.job.DataSpec;
import io.sparkhessian.job.yaml.NearestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;

/** Chooses the columns that are read, in the order of their roles. */
final class DataColumns {
  private static final int SHOWN = 20;

  private final DataSpec source;
  private final DataFiles files;
  private final Map<String, Integer> positions = new HashMap<>();
  private final Map<String, Role> taken = new HashMap<>();

  private DataColumns(DataSpec source, DataFiles files) {
    this.source = source;
    this.files = files;
    for (int position = 0; position < files.names().size(); position++) {
      positions.put(files.names().get(position), position);
    }
  }

  static List<DataColumn> choose(DataSpec source, DataFiles files) {
    return new DataColumns(source, files).choose();
  }

  private List<DataColumn> choose() {
    ColumnRoles roles = source.roles();
    List<DataColumn> others = new ArrayList<>();
    add(others, roles.labels(), Role.LABEL);
    add(others, roles.offsets(), Role.OFFSET);
    add(others, roles.columns(), Role.COLUMN);
    add(others, roles.keys(), Role.KEY);
    add(others, roles.weight().stream().toList(), Role.WEIGHT);
    List<DataColumn> chosen = new ArrayList<>();
    add(chosen, roles.features().orElseGet(() -> rest(others)), Role.FEATURE);
    chosen.addAll(others);
    return chosen;
  }

  /** Returns the columns of the files that have no role yet. */
  private List<String> rest(List<DataColumn> others) {
    Set<String> used = others.stream().map(DataColumn::name).collect(Collectors.toSet());
    return files.names().stream().filter(name -> !used.contains(name)).toList();
  }

  private void add(List<DataColumn> chosen, List<String> names, Role role) {
    names.forEach(name -> chosen.add(column(name, role)));
  }

  private DataColumn column(String name, Role role) {
    Integer position = positions.get(name);
    if (position == null) {
      throw missing(name, role);
    }
    Role other = role.isExclusive() ? taken.putIfAbsent(name, role) : null;
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
    DataType type = files.types().get(position);
    if (role == Role.KEY) {
      if (type instanceof IntegralType || type instanceof StringType) {
        return 0;
      }
      throw Failure.input(
          "%s: key column '%s' has the type %s; convert it to strings or whole numbers"
              .formatted(source.path(), name, type.simpleString()));
    }
    int width = files.vectorWidth(position);
    if (width > 0 && role != Role.WEIGHT) {
      return width;
    }
    if (type instanceof NumericType || type instanceof BooleanType || type instanceof StringType) {
      return 0;
    }
    throw Failure.input(
        "%s: column '%s' has the type %s, which is not a number; leave it out of %s or convert it"
            .formatted(source.path(), name, type.simpleString(), role.field()));
  }

  /** Whether the name is one that Spark gives to a column without a name. */
  private static boolean isNumbered(String name) {
    return name.matches("_c\\d+");
  }

  private Failure missing(String name, Role role) {
    List<String> names = files.names();
    String nearest = NearestName.to(name, names).orElseThrow();
    String shown =
        names.stream().limit(SHOWN).map(DataCell::shorten).collect(Collectors.joining(", "));
    String rest = names.size() > SHOWN ? ", … (%d in all)".formatted(names.size()) : "";
    if (source.format() == DataFormat.CSV && names.stream().allMatch(DataColumns::isNumbered)) {
      return Failure.input(
          "%s has no column '%s': it is read without a header, so its columns are %s; if its first line has their names, set data.options: {header: true}"
              .formatted(source.path(), name, shown + rest));
    }
    return Failure.input(
        "%s has no column '%s'; the nearest is '%s': correct %s; the columns are %s"
            .formatted(source.path(), name, DataCell.shorten(nearest), role.field(), shown + rest));
  }
}
