package io.sparkhessian.spark.operators;

import io.sparkhessian.job.DensitySpec;
import io.sparkhessian.job.EigenvalueEnd;
import io.sparkhessian.job.EigenvalueSpec;
import io.sparkhessian.job.SpectrumMethod;
import io.sparkhessian.spark.compute.Computation;
import io.sparkhessian.spark.plan.Amounts;
import io.sparkhessian.spark.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What {@code explain} says of products with an operator, beside the plan of those that are taken
 * at once.
 *
 * @param seconds that a plan takes
 */
record OperatorNotes(ToDoubleFunction<Plan> seconds) {

  List<Computation.Note> of(SpectrumComputation spectrum) {
    List<Computation.Note> notes = new ArrayList<>();
    for (OperatorPart part : spectrum.parts()) {
      int size = part.block().size();
      String name = part.block().name();
      spectrum
          .spec()
          .eigenvalues()
          .ifPresent(
              wanted -> {
                notes.add(new Computation.Note("eigenvalues", name + ": " + how(wanted, size)));
              });
      spectrum
          .spec()
          .density()
          .ifPresent(
              wanted -> {
                int together = new SpectrumDensity(wanted, 0).together(size);
                Plan step = spectrum.planner().products(spectrum.product(), together);
                notes.add(
                    new Computation.Note(
                        "density", name + ": " + how(wanted, together, size, step)));
              });
    }
    spectrum
        .products()
        .ifPresent(
            plan -> {
              notes.add(product(spectrum.planner().products(spectrum.product(), 1)));
              notes.add(state(plan));
            });
    spectrum
        .matrix()
        .ifPresent(
            exact ->
                notes.add(
                    new Computation.Note(
                        "the matrix",
                        Amounts.bytes(exact.plan().memory().state().bytes())
                            + " in the driver, and what LAPACK works in")));
    return notes;
  }

  private static String how(EigenvalueSpec wanted, int size) {
    String why =
        wanted.method() != SpectrumMethod.AUTO
            ? ""
            : size <= EigenvalueSpec.LARGEST_EXACT
                ? ", since they are at most %s"
                    .formatted(Amounts.count(EigenvalueSpec.LARGEST_EXACT))
                : ", since there are more than %s"
                    .formatted(Amounts.count(EigenvalueSpec.LARGEST_EXACT));
    String all = Amounts.count(size);
    return wanted.isExact(size)
        ? "all %s by LAPACK on the driver%s; about %s"
            .formatted(all, why, Amounts.flops(4.0 / 3 * size * (double) size * size))
        : "%d of %s by Lanczos%s, in as many products as it takes, %s at the most%s"
            .formatted(
                new LanczosEigenvalues(wanted, 0).wanted(size),
                all,
                why,
                Amounts.count(wanted.iterations()),
                wanted.end() == EigenvalueEnd.BOTH ? " at each end" : "");
  }

  private String how(DensitySpec wanted, int together, int size, Plan step) {
    int steps = Math.min(size, wanted.steps());
    long products = (long) steps * wanted.probes();
    return "%s products: %d steps of Lanczos from %d random vectors, %d at a time; %s"
        .formatted(Amounts.count(products), steps, wanted.probes(), together, all(products, step));
  }

  /** How long so many products take, as many at a time as a step has, and their room on disk. */
  private String all(long products, Plan step) {
    double steps = Math.ceil((double) products / step.rows());
    return "about %s, and %s in the output directory meanwhile"
        .formatted(
            Amounts.duration(steps * seconds.applyAsDouble(step)),
            Amounts.bytes(products * step.parameters() * Double.BYTES));
  }

  List<Computation.Note> of(TraceComputation trace) {
    Plan one = trace.planner().products(trace.product(), 1);
    return List.of(
        new Computation.Note(
            "trace",
            "%s products%s; %s"
                .formatted(
                    Amounts.count(trace.rows()),
                    trace.parts().size() == 1
                        ? ""
                        : ", %d of each of %d parts"
                            .formatted(trace.spec().probes(), trace.parts().size()),
                    all(trace.rows(), trace.plan()))),
        product(one),
        state(trace.plan()));
  }

  List<Computation.Note> of(SolveComputation solve) {
    return List.of(
        new Computation.Note(
            "solve",
            "by conjugate gradients, in as many products as it takes, %s with each vector at the most;"
                    .formatted(Amounts.count(solve.spec().iterations()))
                + " each takes %s in the output directory until all are solved"
                    .formatted(Amounts.bytes((long) Double.BYTES * solve.plan().parameters()))),
        product(solve.planner().products(solve.product(), 1)),
        state(solve.plan()));
  }

  private Computation.Note product(Plan one) {
    return new Computation.Note(
        "a product",
        "%s with one vector, about %s"
            .formatted(Amounts.flops(one.flops()), Amounts.duration(seconds.applyAsDouble(one))));
  }

  private static Computation.Note state(Plan plan) {
    return new Computation.Note(
        "the state", "%s in the driver".formatted(Amounts.bytes(plan.memory().state().bytes())));
  }
}
