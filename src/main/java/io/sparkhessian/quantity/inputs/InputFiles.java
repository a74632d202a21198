package io.sparkhessian.quantity.inputs;

import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.distributed.tasks.SampleSet;
import io.sparkhessian.distributed.tasks.Stages;
import io.sparkhessian.distributed.tasks.Tasks;
import io.sparkhessian.io.samples.SampleBatch;
import io.sparkhessian.io.samples.SampleRange;
import java.io.IOException;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** Finds, computes and writes rows of samples in Spark tasks. */
public record InputFiles(JavaSparkContext spark, Tasks tasks, SampleSet samples, InputRows rows) {

  public static InputFiles of(DistributedProblem problem, InputRows rows) {
    return new InputFiles(problem.spark(), problem.tasks(), problem.samples(), rows);
  }

  /** Returns reports of the intact files of an earlier run; removes damaged files. */
  public List<InputReport> finished() throws IOException {
    List<SampleRange> there = rows.finished();
    if (there.isEmpty()) {
      return List.of();
    }
    Broadcast<InputRows> toAll = tasks.share(rows);
    List<List<InputReport>> reports =
        Stages.named(
            spark,
            "finished rows",
            "rows of an earlier run, read again",
            () ->
                tasks.each(there, (range, dense) -> toAll.value().reread(range).stream().toList()));
    for (int i = 0; i < there.size(); i++) {
      if (reports.get(i).isEmpty()) {
        rows.remove(there.get(i));
      }
    }
    return reports.stream().flatMap(List::stream).toList();
  }

  /** Computes rows and writes one file per range; no row reaches the driver. */
  public List<InputReport> write(List<SampleRange> ranges, Progress.Counter done) {
    if (ranges.isEmpty()) {
      return List.of();
    }
    Broadcast<InputRows> toAll = tasks.share(rows);
    return samples.ranges(
        tasks,
        ranges,
        "rows of samples",
        "derivatives with respect to the inputs, one file per range of samples",
        (range, chunks, dense) -> {
          InputReport report = toAll.value().write(range, chunks, dense);
          done.add(range.count());
          return report;
        });
  }

  /** Computes rows and returns them to the driver; writes no file. */
  public List<SampleBatch> compute(List<SampleRange> ranges) {
    Broadcast<InputRows> toAll = tasks.share(rows);
    return samples.ranges(
        tasks,
        ranges,
        "rows of samples",
        "derivatives with respect to the inputs",
        (range, chunks, dense) -> toAll.value().compute(range, chunks, dense));
  }
}
