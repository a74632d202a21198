package io.sparkhessian.quantity.matrix;

import io.sparkhessian.curvature.CurvatureRows;
import io.sparkhessian.curvature.SampleSum;
import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.distributed.plan.BlockTask;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.results.RowReport;
import io.sparkhessian.distributed.results.StoredMatrix;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.io.file.FileEntry;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.quantity.Line;
import io.sparkhessian.quantity.PieceLines;
import io.sparkhessian.quantity.SumComputation;
import io.sparkhessian.quantity.check.Check;
import io.sparkhessian.quantity.diagonal.MatrixStatistics;
import io.sparkhessian.quantity.export.ResultExport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Computation of a matrix or its diagonal blocks as tiles. */
public record TilesComputation(MatrixSpec spec, MatrixTiles tiles)
    implements SumComputation<MatrixStatistics> {
  public TilesComputation(MatrixSpec spec, CurvatureRows matrix, Plan plan) {
    this(spec, new MatrixTiles(matrix, plan));
  }

  @Override
  public Plan plan() {
    return tiles.plan();
  }

  @Override
  public SampleSum<?> sum(BlockTask task) {
    return tiles.sum(task);
  }

  @Override
  public String phase() {
    return "rows";
  }

  @Override
  public Written<MatrixStatistics> write(
      DistributedProblem problem, OutputDirectory out, Progress.Counter done) throws IOException {
    List<StoredMatrix> matrices = StoredMatrix.of(plan());
    List<String> directories =
        matrices.stream().map(matrix -> out.child(matrix.path()).absolute()).toList();
    MatrixTiles.Rows rows = tiles.compute(problem, directories, done);
    List<FileEntry> files = new ArrayList<>();
    for (RowReport report : rows.reports()) {
      files.add(report.file().in(matrices.get(report.matrix()).path()));
    }
    return new Written<>(MatrixStatistics.ofRows(rows.reports()), files, rows.resumed());
  }

  @Override
  public List<Line> pieces() {
    List<Line> lines = new ArrayList<>();
    spec.blocks().ifPresent(choice -> lines.add(new Line(choice.plural(), sizes())));
    lines.addAll(PieceLines.rows(plan()));
    return lines;
  }

  private String sizes() {
    return plan().matrices().stream()
        .map(block -> "%s %s".formatted(block.name(), Amounts.count(block.size())))
        .collect(Collectors.joining(", "));
  }

  @Override
  public List<Line> summary(MatrixStatistics statistics) {
    return new MatrixSummary(spec, plan(), statistics).lines();
  }

  @Override
  public Check check(LoadedJob loaded, OutputDirectory out, Manifest manifest) {
    return new MatrixCheck(this, loaded, out, manifest);
  }

  @Override
  public List<ResultExport> exports(OutputDirectory out, List<String> names) {
    List<ResultExport> exports = new ArrayList<>();
    for (StoredMatrix matrix : StoredMatrix.of(plan())) {
      exports.add(new MatrixExport(out, matrix, names));
    }
    return exports;
  }
}
