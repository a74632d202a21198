package io.sparkhessian.distributed.plan;

/** Default edge of a tile. */
final class TileEdge {
  private static final int LARGEST = 1024;
  private static final int SMALLEST = 32;

  /**
   * Maximum bytes of a block row. A task needs memory for two block rows, and 100,000 parameters
   * make 2,000 tasks.
   */
  private static final long BLOCK_ROW_BYTES = 40_000_000;

  private TileEdge() {}

  /**
   * Returns about N / 6, from 32 to 1024, such that a block row takes at most 40 MB. The edge is a
   * multiple of {@code unit} unless that would leave too few tasks: a unit that is divided between
   * two block rows is seeded twice, and its pairs cannot use their symmetry.
   *
   * @param unit rows of a unit
   */
  static int forSize(int parameters, int unit) {
    int fitting = (int) (BLOCK_ROW_BYTES / ((long) parameters * Double.BYTES));
    int even = Math.max(SMALLEST, (parameters + Planner.TASKS - 1) / Planner.TASKS);
    boolean divided = unit > LARGEST || unit > 2 * even;
    int least = Math.max(SMALLEST, divided ? 1 : unit);
    int largest = Math.max(least, Math.min(LARGEST, fitting));
    return divided
        ? Math.min(largest, even)
        : Math.max(unit, Math.min(largest, even + unit - 1) / unit * unit);
  }
}
