package io.sparkhessian.curvature.sites;

/** One dgemm a unit: U_aᵀ, inputs × samples, times the Khatri-Rao matrix of the column site. */
final class CrossProducts implements Contribution {
  private final PlacedSite row;
  private final PlacedSite column;
  private final RowBlock rows;
  private final KhatriRao operand;

  CrossProducts(PlacedSite row, PlacedSite column, RowBlock rows) {
    this.row = row;
    this.column = column;
    this.rows = rows;
    this.operand = new KhatriRao(column);
  }

  @Override
  public void add(Workspace workspace, UnitTangents tangents) {
    for (int unit = tangents.from(); unit < tangents.to(); unit++) {
      int first = row.firstInput(unit, rows.from());
      int count = row.firstInput(unit, rows.to()) - first;
      if (count > 0) {
        add(workspace, tangents, unit, first, count);
      }
    }
  }

  private void add(Workspace workspace, UnitTangents tangents, int unit, int first, int count) {
    ChunkFactors chunk = workspace.factors();
    int samples = chunk.samples();
    ChunkFactors.Transposed u = chunk.inputs(row.site(), row.inputRow(unit, first));
    int end = column.block().size();
    int start = Math.max(0, rows.from() - column.block().offset());
    int even = KhatriRao.even(end - start);
    for (int element = start; element < end; element += even) {
      int width = Math.min(even, end - element);
      if (!operand.build(workspace, tangents, unit, element, width)) {
        return;
      }
      workspace
          .dense()
          .multiply(
              u.stored(),
              true,
              count,
              width,
              samples,
              u.data(),
              u.offset(),
              u.stride(),
              workspace.piece(0),
              0,
              samples,
              1,
              rows.data(),
              rows.at(row.index(unit, first), column.block().offset() + element),
              row.site().inputStride() * rows.stride());
    }
  }
}
