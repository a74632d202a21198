package io.sparkhessian.graph;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/** All operations of the graph. */
public final class OpClasses {
  private OpClasses() {}

  /** All records below a sealed interface. */
  public static Set<Class<? extends Op>> under(Class<? extends Op> family) {
    Set<Class<? extends Op>> records = new TreeSet<>(Comparator.comparing(Class::getName));
    if (family.isRecord()) {
      records.add(family);
    } else {
      Arrays.stream(family.getPermittedSubclasses())
          .map(each -> each.<Op>asSubclass(Op.class))
          .forEach(each -> records.addAll(under(each)));
    }
    return records;
  }
}
