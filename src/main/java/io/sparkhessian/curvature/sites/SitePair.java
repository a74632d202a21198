package io.sparkhessian.curvature.sites;

/**
 * The rows of one site in the columns of another, and the cheapest form for them by a cost model: a
 * built element of an operand costs as much as {@link #BUILT} operations of a dgemm.
 *
 * @param seedsAtColumn whether the column site is upstream of the row site: then the units of the
 *     column site are seeded, otherwise those of the row site
 * @param movesOwnColumn whether a unit seed moves no column but its own of the other site's input
 */
record SitePair(PlacedSite row, PlacedSite column, boolean seedsAtColumn, boolean movesOwnColumn) {
  private static final double BUILT = 30;

  /** The site at which units are seeded. */
  PlacedSite seeded() {
    return seedsAtColumn ? column : row;
  }

  /** The other site, of which the tangents are needed. */
  PlacedSite moved() {
    return seedsAtColumn ? row : column;
  }

  /** How the entries are computed. */
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

  /** Operations and built operand elements of a sample. */
  record Cost(double flops, double built) {
    double total() {
      return flops + BUILT * built;
    }
  }

  Form form(int from, int to) {
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
    boolean wholeColumns = from <= column.block().offset() || column.site().inputs() == 1;
    if (row.site().inputs() == 1 && wholeColumns) {
      return Form.SINGLE_INPUT;
    }
    if (!same && movesOwnColumn && isDense(row) && isDense(column) && wholeColumns) {
      double pairs = cost(Form.CROSS_PAIRS, from, to).total();
      return pairs < cost(Form.KHATRI_RAO, from, to).total() ? Form.CROSS_PAIRS : Form.KHATRI_RAO;
    }
    if (!same || !row.site().unitMajor() || row.site().inputs() == 1) {
      return Form.KHATRI_RAO;
    }
    // BY_SCALING copies one half of a square to the other, so nothing else may add to it.
    Form other = row.alone() ? Form.BY_SCALING : Form.KHATRI_RAO;
    double pairs = cost(Form.BY_PAIRS, from, to).total();
    return pairs < cost(other, from, to).total() ? Form.BY_PAIRS : other;
  }

  private static boolean isDense(PlacedSite placed) {
    return placed.site().unitMajor() && placed.site().inputs() > 1;
  }

  Contribution contribution(RowBlock rows) {
    return switch (form(rows.from(), rows.to())) {
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

  /** What the form is called in an account of what is done. */
  String name(Form form) {
    return form == Form.COLUMN_SEEDS && column.site().sparse()
        ? form + " times sparse"
        : form.toString();
  }

  /** What the rows {@code from} to {@code to − 1} cost in this form. */
  Cost cost(Form form, int from, int to) {
    double own = rows(from, to);
    double units = own / row.site().inputs();
    double columns = column.block().end() - (double) Math.max(from, column.block().offset());
    return switch (form) {
      case SINGLE_INPUT -> new Cost(2 * own * columns, own * column.site().units());
      case KHATRI_RAO -> new Cost(2 * own * columns, Math.ceil(units) * columns);
      case CROSS_PAIRS -> {
        UnitRange range = UnitRange.of(row, from, to);
        double seeded = range.to() - range.from();
        double pairs = row.site().inputs() * (double) column.site().inputs();
        yield new Cost(
            2 * seeded * column.site().units() * pairs,
            pairs + seeded * (column.site().units() + row.site().inputs()));
      }
      case COLUMN_SEEDS ->
          new Cost(2 * own * columns * density(column), own * column.site().units());
      case SPARSE_OUTER -> {
        boolean same = row.site().number() == column.site().number();
        double columnsOfUnit = column.site().nonzeros() * (same ? 0.5 : 1);
        yield new Cost(2 * own * density(row) * columnsOfUnit * column.site().units(), 0);
      }
      case SPARSE_ROWS -> new Cost(2 * own * density(row) * columns, Math.ceil(units) * columns);
      case SPARSE_COLUMNS ->
          new Cost(
              2 * own * column.site().nonzeros() * column.site().units(),
              own * column.site().units());
      case BY_PAIRS -> {
        double pairs = UnitRange.of(row, from, to).pairs();
        double inputPairs = row.site().inputs() * (row.site().inputs() + 1.0) / 2;
        yield new Cost(2 * pairs * inputPairs, inputPairs + pairs);
      }
      case BY_SCALING -> byScaling(from, to);
    };
  }

  /**
   * A pair of units whose rows are all here is half computed, half copied; of r of its d rows the
   * part left of them is computed too. A unit with itself has no such part.
   */
  private Cost byScaling(int from, int to) {
    UnitRange range = UnitRange.of(row, from, to);
    double units = range.to() - range.from();
    double d = row.site().inputs();
    double r = rows(from, to) / Math.max(1, units);
    double left = units == 1 ? row.firstInput(range.from(), from) : 0;
    double others = range.pairs() - units;
    double leaf = WithinByScaling.LEAF;
    double flops = others * r * (2 * d - r + leaf) + units * r * (2 * (d - left) - r + leaf);
    return new Cost(flops, range.pairs() * r);
  }

  /** Bytes that the form holds beside the rows. */
  long bytes(int from, int to, int chunkSize) {
    double d = row.site().inputs();
    UnitRange range = UnitRange.of(row, from, to);
    double numbers =
        switch (form(from, to)) {
          case SINGLE_INPUT -> 2.0 * column.site().units() * chunkSize;
          case BY_SCALING -> 2.0 * WithinByScaling.BLOCK * chunkSize;
          case BY_PAIRS ->
              PairProducts.numbers(InputPairs.ofOne((int) d), range.pairs(), chunkSize);
          case CROSS_PAIRS ->
              PairProducts.numbers(
                  InputPairs.ofTwo((int) d, column.site().inputs()),
                  (range.to() - range.from()) * column.site().units(),
                  chunkSize);
          case SPARSE_COLUMNS -> 2 * d * chunkSize;
          default -> 0;
        };
    return (long) (numbers * Double.BYTES);
  }

  private static double density(PlacedSite placed) {
    return placed.site().nonzeros() / (double) placed.site().inputs();
  }

  private double rows(int from, int to) {
    return Math.max(
        0, Math.min(to, row.block().end()) - (double) Math.max(from, row.block().offset()));
  }
}
