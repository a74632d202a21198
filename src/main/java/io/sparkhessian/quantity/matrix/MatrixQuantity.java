package io.sparkhessian.quantity.matrix;

import io.sparkhessian.curvature.CurvatureRows;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.results.StoredMatrix;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.job.QuantitySection;
import io.sparkhessian.job.yaml.Choice;
import io.sparkhessian.quantity.BlockChoice;
import io.sparkhessian.quantity.Computation;
import io.sparkhessian.quantity.MatrixChoice;
import io.sparkhessian.quantity.Quantity;
import io.sparkhessian.quantity.diagonal.ApproximateDiagonal;
import io.sparkhessian.quantity.diagonal.ApproximationComputation;
import io.sparkhessian.quantity.diagonal.DiagonalSections;
import io.sparkhessian.quantity.export.ResultExport;
import io.sparkhessian.quantity.report.ResultNumbers;
import io.sparkhessian.quantity.report.Sections;
import io.sparkhessian.report.diagnosis.MatrixKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;

/** Tiled matrices, whole or as diagonal blocks; with {@code form: diagonal} only the diagonal. */
public enum MatrixQuantity implements Quantity<MatrixSpec> {
  HESSIAN,
  BLOCKS,
  GAUSS_NEWTON,
  FISHER;

  private static final Choice<MatrixForm> FORMS = new Choice<>(MatrixForm.class);

  @Override
  public String word() {
    return Choice.name(this);
  }

  /** Whether the matrix is an approximation that replaces the Hessian. */
  boolean replacesHessian() {
    return this == GAUSS_NEWTON || this == FISHER;
  }

  @Override
  public List<String> keys() {
    return switch (this) {
      case HESSIAN -> List.of();
      case BLOCKS -> List.of(BlockChoice.KEY);
      case GAUSS_NEWTON -> List.of("form", BlockChoice.KEY, "compare");
      case FISHER -> List.of("form", BlockChoice.KEY, "compare", "empirical");
    };
  }

  @Override
  public MatrixSpec read(QuantitySection section) {
    MatrixForm form = form(section);
    if (form != MatrixForm.BLOCKS) {
      section.refuse("form: blocks", BlockChoice.KEY);
    }
    if (form != MatrixForm.DIAGONAL) {
      section.refuse("form: diagonal", "compare");
    }
    boolean empirical = section.flag("empirical", false);
    if (this == FISHER && !empirical) {
      section.requireDistribution("compute");
    }
    Optional<BlockChoice> blocks =
        form == MatrixForm.BLOCKS
            ? BlockChoice.read(section).or(() -> Optional.of(BlockChoice.TENSOR))
            : Optional.empty();
    return new MatrixSpec(this, form, empirical, blocks, section.flag("compare", false));
  }

  private MatrixForm form(QuantitySection section) {
    return switch (this) {
      case HESSIAN -> MatrixForm.MATRIX;
      case BLOCKS -> MatrixForm.BLOCKS;
      case GAUSS_NEWTON, FISHER -> FORMS.read(section.root(), "form").orElse(MatrixForm.MATRIX);
    };
  }

  @Override
  public List<String> files() {
    return this == BLOCKS
        ? List.of("blocks")
        : List.of(word(), word() + ".npy", word() + ".mtx", word() + ".csv");
  }

  @Override
  public Set<String> durable() {
    return Set.of(files().get(0));
  }

  @Override
  public String title(MatrixSpec spec) {
    String part =
        switch (spec.form()) {
          case MATRIX -> "";
          case BLOCKS -> "diagonal blocks of the ";
          case DIAGONAL -> "diagonal of the ";
        };
    return switch (this) {
      case HESSIAN -> "exact Hessian";
      case BLOCKS -> "exact diagonal blocks of the Hessian";
      case GAUSS_NEWTON -> part + "generalised Gauss-Newton matrix";
      case FISHER -> part + MatrixChoice.fisher(spec.empirical());
    };
  }

  @Override
  public Computation<?> computation(LoadedJob loaded, MatrixSpec spec, Planner planner) {
    Problem problem = loaded.problem();
    if (spec.form() == MatrixForm.DIAGONAL) {
      return ApproximationComputation.of(
          loaded,
          planner,
          ApproximateDiagonal.onePass(spec.matrix().diagonal(problem), planner),
          Optional.of(spec.matrix()),
          spec.compare());
    }
    CurvatureRows matrix = spec.matrix().rows(problem);
    if (spec.blocks().isEmpty()) {
      return new TilesComputation(spec, matrix, planner.matrix(word(), matrix));
    }
    List<DiagonalBlock> blocks = spec.blocks().get().of(problem.layout(), matrix.sites());
    return new TilesComputation(spec, matrix, planner.blocks(matrix, blocks));
  }

  @Override
  public Sections sections(JavaSparkContext spark, ResultNumbers numbers, MatrixSpec spec)
      throws IOException {
    return spec.form() == MatrixForm.DIAGONAL
        ? new DiagonalSections(numbers).read(kind(), label())
        : new MatrixSections(spark, numbers, stored(numbers.manifest(), spec)).read(kind());
  }

  private MatrixKind kind() {
    return switch (this) {
      case HESSIAN, BLOCKS -> MatrixKind.HESSIAN;
      case GAUSS_NEWTON -> MatrixKind.GAUSS_NEWTON;
      case FISHER -> MatrixKind.FISHER;
    };
  }

  private String label() {
    return this == FISHER ? "Fisher" : "Gauss-Newton";
  }

  /** Returns the matrices of a finished result. */
  List<StoredMatrix> stored(Manifest manifest, MatrixSpec spec) {
    return switch (spec.form()) {
      case MATRIX -> List.of(StoredMatrix.whole(word(), manifest));
      case BLOCKS -> StoredMatrix.blocks(manifest);
      case DIAGONAL -> List.of();
    };
  }

  @Override
  public List<ResultExport> exports(OutputDirectory out, Manifest manifest, MatrixSpec spec)
      throws IOException {
    List<ResultExport> exports = new ArrayList<>();
    List<StoredMatrix> matrices = stored(manifest, spec);
    if (!matrices.isEmpty()) {
      List<String> names = MatrixExport.names(out, manifest);
      matrices.forEach(matrix -> exports.add(new MatrixExport(out, matrix, names)));
    }
    return exports;
  }
}
