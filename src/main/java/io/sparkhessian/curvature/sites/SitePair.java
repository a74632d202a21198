package io.sparkhessian.curvature.sites;

import io.sparkhessian.curvature.layout.Window;
import java.util.List;
import java.util.TreeSet;

/**
 * The rows of one site in the columns of another, computed in the cheapest form according to a cost
 * model: building one element of an operand costs as much as {@link #BUILT} operations of dgemm.
 *
 * @param seedsAtColumn whether the column site is upstream of the row site, so that seeds are
 *     placed at its units instead of the row site's
 * @param movesOwnColumn whether a unit seed moves at most its own column of the other site's input
 */
record SitePair(PlacedSite row, PlacedSite column, boolean seedsAtColumn, boolean movesOwnColumn) {
  private static final double BUILT = 30;

  /** The site with the unit seeds. */
  PlacedSite seeded() {
    return seedsAtColumn ? column : row;
  }

  /** The other site, whose tangents are needed. */
  PlacedSite moved() {
    return seedsAtColumn ? row : column;
  }

  /** The way to compute the entries. */
  enum Form {
    SINGLE_INPUT("contraction"),
    BY_PAIRS("quarter, pairs of inputs"),
    BY_SCALING("quarter, scaled inputs"),
    CROSS_PAIRS("pairs of inputs"),
    KHATRI_RAO("Khatri-Rao"),
    COLUMN_SEEDS("Khatri-Rao of the rows"),
    SPARSE_OUTER("sparse outer products"),
    SPARSE_ROWS("sparse times Khatri-Rao"),
    SPARSE_COLUMNS("scaled inputs times sparse");

    private final String text;

    Form(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Operations and built operand elements per sample. */
  record Cost(double flops, double built) {
    double total() {
      return flops + BUILT * built;
    }
  }

  Form form(Window window) {
    if (seedsAtColumn) {
      return Form.COLUMN_SEEDS;
    }
    if (row.site().sparse()) {
      return column.site().sparse() ? Form.SPARSE_OUTER : Form.SPARSE_ROWS;
    }
    if (column.site().sparse()) {
      return Form.SPARSE_COLUMNS;
    }
    boolean same = row.site().number() == column.site().number();
    boolean whole = column.isWholeIn(window);
    if (row.site().inputs() == 1 && (whole || column.site().inputs() == 1)) {
      return Form.SINGLE_INPUT;
    }
    if (!same && movesOwnColumn && isDense(row) && isDense(column) && whole) {
      double pairs = cost(Form.CROSS_PAIRS, window).total();
      boolean fits =
          PairProducts.fits((double) UnitRange.of(row, window).units() * column.site().units());
      return fits && pairs < cost(Form.KHATRI_RAO, window).total()
          ? Form.CROSS_PAIRS
          : Form.KHATRI_RAO;
    }
    if (!same || !row.site().unitMajor() || row.site().inputs() == 1) {
      return Form.KHATRI_RAO;
    }
    // BY_SCALING mirrors squares, so no other site may add to the parameter.
    Form other = row.alone() ? Form.BY_SCALING : Form.KHATRI_RAO;
    double pairs = cost(Form.BY_PAIRS, window).total();
    boolean fits = PairProducts.fits(UnitRange.of(row, window).pairs());
    return fits && pairs < cost(other, window).total() ? Form.BY_PAIRS : other;
  }

  private static boolean isDense(PlacedSite placed) {
    return placed.site().unitMajor() && placed.site().inputs() > 1;
  }

  Contribution contribution(RowBlock rows) {
    return switch (form(rows.window())) {
      case SINGLE_INPUT -> new SingleInputRows(row, column, rows);
      case BY_PAIRS -> new WithinByPairs(row, rows);
      case BY_SCALING -> new WithinByScaling(row, rows);
      case CROSS_PAIRS -> new CrossByPairs(row, column, rows);
      case KHATRI_RAO, SPARSE_ROWS -> new CrossProducts(row, column, rows);
      case COLUMN_SEEDS -> new ColumnSeeds(row, column, rows);
      case SPARSE_OUTER -> new SparseOuter(row, column, rows);
      case SPARSE_COLUMNS -> new SparseColumns(row, column, rows);
    };
  }

  /** Name of the form in the breakdown of flops. */
  String name(Form form) {
    return form == Form.COLUMN_SEEDS && column.site().sparse()
        ? form + " times sparse"
        : form.toString();
  }

  /** Cost of a window in some form. */
  Cost cost(Form form, Window window) {
    double own = window.rowsAmong(row.block());
    double units = own / row.site().inputs();
    double columns = window.columnsAmong(column.block());
    return switch (form) {
      case SINGLE_INPUT -> new Cost(2 * own * columns, own * column.site().units());
      case KHATRI_RAO -> new Cost(2 * own * columns, Math.ceil(units) * columns);
      case CROSS_PAIRS -> {
        double seeded = UnitRange.of(row, window).units();
        double pairs = row.site().inputs() * (double) column.site().inputs();
        yield new Cost(
            2 * seeded * column.site().units() * pairs,
            pairs + seeded * (column.site().units() + row.site().inputs()));
      }
      case COLUMN_SEEDS ->
          new Cost(2 * own * columns * density(column), own * column.site().units());
      case SPARSE_OUTER -> new Cost(2 * own * density(row) * columns * density(column), 0);
      case SPARSE_ROWS -> new Cost(2 * own * density(row) * columns, Math.ceil(units) * columns);
      case SPARSE_COLUMNS -> {
        double seen = Math.ceil(columns / column.site().inputs());
        yield new Cost(2 * own * column.site().nonzeros() * seen, own * seen);
      }
      case BY_PAIRS -> {
        double pairs = UnitRange.of(row, window).pairs();
        double inputPairs = row.site().inputs() * (row.site().inputs() + 1.0) / 2;
        yield new Cost(2 * pairs * inputPairs, inputPairs + pairs);
      }
      case BY_SCALING -> byScaling(window);
    };
  }

  /**
   * Cost of all r rows of each unit with the columns of the same and later units. In each pair's
   * square, r(r − leaf)/2 entries are copied.
   */
  private Cost byScaling(Window window) {
    UnitRange range = UnitRange.of(row, window);
    double units = range.units();
    double r = window.rowsAmong(row.block()) / Math.max(1, units);
    double columns = window.columnsAmong(row.block());
    double entries = r * units * columns;
    if (window.atDiagonal()) {
      double left = row.firstInput(range.from(), window.start());
      double d = row.site().inputs();
      entries -= r * (d * units * (units - 1) / 2 - left * (units - 1));
    }
    double saved = squares(range, window) * r * (r - WithinByScaling.LEAF);
    return new Cost(2 * entries - saved, range.pairs() * r);
  }

  /**
   * Number of pairs whose square lies in a window: all except pairs with a unit whose columns are
   * cut.
   */
  private double squares(UnitRange range, Window window) {
    double squares = range.pairs();
    for (int p : new TreeSet<>(List.of(range.start(), range.end() - 1))) {
      for (int i = range.from(); i < Math.min(range.to(), p + 1); i++) {
        squares -= row.hasSquare(i, p, window) ? 0 : 1;
      }
    }
    return squares;
  }

  /** Bytes that the form needs in addition to the rows. */
  long bytes(Window window, int chunkSize) {
    double d = row.site().inputs();
    UnitRange range = UnitRange.of(row, window);
    double numbers =
        switch (form(window)) {
          case SINGLE_INPUT -> 2.0 * column.site().units() * chunkSize;
          case BY_SCALING -> 2.0 * WithinByScaling.BLOCK * chunkSize;
          case BY_PAIRS ->
              PairProducts.numbers(InputPairs.ofOne((int) d), range.pairs(), chunkSize);
          case CROSS_PAIRS ->
              PairProducts.numbers(
                  InputPairs.ofTwo((int) d, column.site().inputs()),
                  range.units() * column.site().units(),
                  chunkSize);
          case SPARSE_COLUMNS -> 2 * d * chunkSize;
          default -> 0;
        };
    return (long) (numbers * Double.BYTES);
  }

  private static double density(PlacedSite placed) {
    return placed.site().nonzeros() / (double) placed.site().inputs();
  }
}
