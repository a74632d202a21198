package io.sparkhessian.quantity.spectrum;

import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.quantity.Line;
import io.sparkhessian.quantity.products.OperatorNotes;
import io.sparkhessian.quantity.products.OperatorPart;
import java.util.ArrayList;
import java.util.List;

/** Lines of {@code explain} about a spectrum. */
final class SpectrumNotes {
  private SpectrumNotes() {}

  static List<Line> of(SpectrumComputation spectrum, OperatorNotes operator) {
    List<Line> notes = new ArrayList<>();
    for (OperatorPart part : spectrum.parts()) {
      int size = part.block().size();
      String name = part.block().name();
      spectrum
          .spec()
          .eigenvalues()
          .ifPresent(
              wanted -> {
                notes.add(new Line("eigenvalues", name + ": " + how(wanted, size)));
              });
      spectrum
          .spec()
          .density()
          .ifPresent(
              wanted -> {
                int batch = new SpectrumDensity(wanted, 0).batch(size);
                Plan step = spectrum.planner().products(spectrum.product(), batch);
                notes.add(
                    new Line(
                        "density",
                        name
                            + ": "
                            + how(
                                wanted, batch, size, operator.cost(products(wanted, size), step))));
              });
    }
    spectrum
        .products()
        .ifPresent(
            plan -> {
              notes.add(operator.product(spectrum.planner().products(spectrum.product(), 1)));
              notes.add(OperatorNotes.state(plan));
            });
    spectrum
        .matrix()
        .ifPresent(
            exact ->
                notes.add(
                    new Line(
                        "the matrix",
                        Amounts.bytes(exact.plan().memory().state().bytes())
                            + " of driver memory, plus the workspace of LAPACK")));
    return notes;
  }

  private static String how(EigenvalueSpec wanted, int size) {
    String why =
        wanted.method() != SpectrumMethod.AUTO
            ? ""
            : size <= EigenvalueSpec.LARGEST_EXACT
                ? ", because N is at most %s".formatted(Amounts.count(EigenvalueSpec.LARGEST_EXACT))
                : ", because N is above %s".formatted(Amounts.count(EigenvalueSpec.LARGEST_EXACT));
    String all = Amounts.count(size);
    return wanted.isExact(size)
        ? "all %s by LAPACK on the driver%s; about %s"
            .formatted(all, why, Amounts.flops(4.0 / 3 * size * (double) size * size))
        : "%d of %s by Lanczos%s; at most %s products%s"
            .formatted(
                new LanczosEigenvalues(wanted, 0).count(size),
                all,
                why,
                Amounts.count(wanted.iterations()),
                wanted.end() == EigenvalueEnd.BOTH ? " at each end" : "");
  }

  private static long products(DensitySpec wanted, int size) {
    return (long) Math.min(size, wanted.steps()) * wanted.probes();
  }

  private static String how(DensitySpec wanted, int batch, int size, String cost) {
    int steps = Math.min(size, wanted.steps());
    return "%s products: %d Lanczos steps for each of %d random vectors, %d at a time; %s"
        .formatted(Amounts.count(products(wanted, size)), steps, wanted.probes(), batch, cost);
  }
}
