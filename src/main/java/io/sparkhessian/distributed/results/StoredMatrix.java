package io.sparkhessian.distributed.results;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.distributed.plan.ManifestPlan;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.tiles.TileLayout;
import java.util.List;
import java.util.Map;

/**
 * A matrix of a result: the Hessian, another matrix of curvature, or a diagonal block.
 *
 * @param path directory of the tiles, relative to the output directory; exports append an extension
 * @param block position on the diagonal of the whole matrix
 * @param edge rows of a tile
 * @param columnsOfFile tile columns per file
 */
public record StoredMatrix(String path, DiagonalBlock block, int edge, int columnsOfFile) {
  private static final String BLOCKS = "blocks";

  /** Returns the matrices that a plan computes. */
  public static List<StoredMatrix> of(Plan plan) {
    return plan.matrices().stream()
        .map(
            block ->
                new StoredMatrix(
                    plan.isInBlocks() ? BLOCKS + "/" + block.name() : block.name(),
                    block,
                    plan.tile(),
                    plan.columnsOfTask()))
        .toList();
  }

  /**
   * Returns the whole matrix of a finished result.
   *
   * @param name name of the matrix and of its directory
   */
  public static StoredMatrix whole(String name, Manifest manifest) {
    int size = Math.toIntExact(manifest.parameters());
    return of(name, new DiagonalBlock(name, 0, size), manifest);
  }

  /** Returns the blocks of a finished result, as its manifest lists them. */
  public static List<StoredMatrix> blocks(Manifest manifest) {
    return manifest.plan().getOrDefault(BLOCKS, List.of()) instanceof List<?> blocks
        ? blocks.stream()
            .map(entry -> block(manifest, entry))
            .map(block -> of(BLOCKS + "/" + block.name(), block, manifest))
            .toList()
        : List.of();
  }

  private static StoredMatrix of(String path, DiagonalBlock block, Manifest manifest) {
    Object columns = manifest.plan().getOrDefault(ManifestPlan.COLUMNS_OF_FILE, Integer.MAX_VALUE);
    if (columns instanceof Number number && number.intValue() > 0) {
      return new StoredMatrix(path, block, manifest.tile(), number.intValue());
    }
    throw Failure.input(
        "manifest.json: 'plan.%s' is %s; run the job again with --overwrite"
            .formatted(ManifestPlan.COLUMNS_OF_FILE, columns));
  }

  /** Returns the block of an entry of the manifest, which must list tiles of the block. */
  private static DiagonalBlock block(Manifest manifest, Object entry) {
    if (entry instanceof Map<?, ?> map
        && map.get("name") instanceof String name
        && map.get("from") instanceof Number from
        && map.get("to") instanceof Number to
        && 0 <= from.longValue()
        && from.longValue() < to.longValue()
        && to.longValue() <= manifest.parameters()
        && manifest.files().stream()
            .anyMatch(file -> file.path().startsWith(BLOCKS + "/" + name + "/"))) {
      return new DiagonalBlock(name, from.intValue(), to.intValue());
    }
    throw Failure.input(
        "manifest.json: 'plan.blocks' holds %s, which is not a block; run the job again with --overwrite"
            .formatted(entry));
  }

  public String name() {
    return block.name();
  }

  /** Returns the layout of the tiles. */
  public TileLayout layout() {
    return new TileLayout(block.size(), edge, columnsOfFile);
  }

  /** Whether the matrix is a diagonal block. */
  public boolean isBlock() {
    return path.startsWith(BLOCKS + "/");
  }
}
