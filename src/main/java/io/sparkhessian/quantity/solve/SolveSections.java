package io.sparkhessian.quantity.solve;

import io.sparkhessian.quantity.report.FileVectors;
import io.sparkhessian.quantity.report.JobVectors;
import io.sparkhessian.quantity.report.ResultNumbers;
import io.sparkhessian.quantity.report.Sections;
import io.sparkhessian.report.diagnosis.Evidence;
import io.sparkhessian.report.diagnosis.MatrixKind;
import io.sparkhessian.report.figure.Chapter;
import io.sparkhessian.report.figure.Distribution;
import io.sparkhessian.report.figure.Entry;
import io.sparkhessian.report.figure.NumberFormat;
import io.sparkhessian.report.figure.VectorShares;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Report sections of solutions x of (H + damping · I) x = b: convergence, and shares by layer. */
public record SolveSections(Configuration hadoop, ResultNumbers numbers, SolveSpec spec) {
  private static final Distribution.Words ENTRIES =
      new Distribution.Words("solution", "The solution", "Layer", "Parameter", "x");

  public Sections read(MatrixKind kind) throws IOException {
    double[][] convergence = StoredSolutions.CONVERGENCE.read(numbers.out());
    double[][] steps =
        numbers.out().child(StoredSolutions.STEPS.file()).exists()
            ? StoredSolutions.STEPS.read(numbers.out())
            : new double[3][0]; // an earlier version wrote no steps
    VectorShares shares = new VectorShares(numbers.layers());
    List<Solution> solutions = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    double[] first = {};
    String file = numbers.out().child(StoredSolutions.SOLUTIONS).absolute();
    try (FileVectors x = FileVectors.open(hadoop, file, numbers.size())) {
      Optional<FileVectors> b =
          new JobVectors(hadoop, numbers).open("The curvature along the solutions is", warnings);
      for (int k = 0; k < Math.min(VectorShares.MOST, x.count()); k++) {
        double[] solution = x.next();
        first = k == 0 ? solution : first;
        shares.add("vector " + k, solution);
        double[] right = b.isPresent() ? b.get().next() : new double[0];
        solutions.add(
            Solution.of(solution, right, spec.damping(), convergence[1][k], convergence[2][k]));
      }
      if (b.isPresent()) {
        b.get().close();
      }
    }
    Convergence history =
        new Convergence(steps, spec.tolerance(), solutions, convergence[1].length);
    List<Chapter> chapters = new ArrayList<>();
    chapters.add(history.chapter());
    chapters.add(
        new Chapter(
            "shares-of-layers",
            "Solutions by layer",
            "",
            List.of(shares.figure("Share of each layer in the solutions")),
            List.of()));
    chapters.add(numbers.distribution(words(convergence[1].length), first).chapter());
    double[] none = {};
    Evidence evidence = numbers.evidence(kind, none, none, Evidence.Eigen.UNKNOWN, List.of());
    return new Sections(
        facts(convergence),
        evidence,
        SolveFindings.of(solutions, convergence[1], convergence[2], spec.damping(), numbers.size()),
        Optional.empty(),
        chapters,
        warnings);
  }

  private static Distribution.Words words(int count) {
    return count == 1
        ? ENTRIES
        : new Distribution.Words(
            ENTRIES.id(), "The solution of vector 0", "Layer", "Parameter", "x");
  }

  private List<Entry> facts(double[][] convergence) {
    double worst = 0;
    double most = 0;
    for (int k = 0; k < convergence[1].length; k++) {
      worst = Math.max(worst, convergence[1][k]);
      most = Math.max(most, convergence[2][k]);
    }
    return List.of(
        new Entry("Right-hand sides", NumberFormat.text((long) convergence[1].length)),
        new Entry("Damping", NumberFormat.text(spec.damping())),
        new Entry("Largest residual", NumberFormat.text(worst)),
        new Entry("Iterations", NumberFormat.text((long) most)));
  }
}
