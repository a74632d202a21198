package io.sparkhessian.curvature.layout;

import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.autodiff.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Partitions θ into diagonal blocks of the Hessian. */
public final class DiagonalBlocks {
  private DiagonalBlocks() {}

  /** One block per parameter matrix. */
  public static List<DiagonalBlock> tensors(ParameterLayout layout) {
    return named(layout.blocks().stream().map(List::of).toList());
  }

  /**
   * One block per layer: neighbours in θ whose linear sites add up to one value, such as a weight
   * and its bias. A parameter matrix without such a neighbour is its own layer.
   */
  public static List<DiagonalBlock> layers(ParameterLayout layout, LinearSites sites) {
    List<Set<String>> values =
        sites.groups().stream()
            .map(group -> group.sites().stream().map(Site::parameter).collect(Collectors.toSet()))
            .toList();
    List<List<ParameterLayout.Block>> layers = new ArrayList<>();
    String last = "";
    for (ParameterLayout.Block block : layout.blocks()) {
      Set<String> both = Stream.of(last, block.name()).collect(Collectors.toSet());
      if (values.stream().noneMatch(value -> value.containsAll(both))) {
        layers.add(new ArrayList<>());
      }
      layers.get(layers.size() - 1).add(block);
      last = block.name();
    }
    return named(layers);
  }

  private static List<DiagonalBlock> named(List<List<ParameterLayout.Block>> parts) {
    List<String> names = FileNames.of(parts.stream().map(DiagonalBlocks::name).toList());
    List<DiagonalBlock> blocks = new ArrayList<>();
    for (List<ParameterLayout.Block> part : parts) {
      int end = part.get(part.size() - 1).end();
      blocks.add(new DiagonalBlock(names.get(blocks.size()), part.get(0).offset(), end));
    }
    return List.copyOf(blocks);
  }

  /**
   * The common prefix of all names before the last dot, or else the first and last names with a
   * hyphen.
   */
  private static String name(List<ParameterLayout.Block> part) {
    String first = part.get(0).name();
    String last = part.get(part.size() - 1).name();
    String prefix = first.substring(0, Math.max(0, first.lastIndexOf('.')));
    boolean common =
        !prefix.isEmpty()
            && part.stream()
                .map(ParameterLayout.Block::name)
                .allMatch(
                    name -> name.lastIndexOf('.') == prefix.length() && name.startsWith(prefix));
    if (part.size() == 1) {
      return first;
    }
    return common ? prefix : first + "-" + last;
  }
}
