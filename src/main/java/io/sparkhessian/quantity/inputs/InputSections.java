package io.sparkhessian.quantity.inputs;

import io.sparkhessian.distributed.tasks.Stages;
import io.sparkhessian.io.samples.SampleBatch;
import io.sparkhessian.io.samples.SampleRange;
import io.sparkhessian.io.samples.SampleTable;
import io.sparkhessian.io.samples.SampleTableStore;
import io.sparkhessian.quantity.report.ResultNumbers;
import io.sparkhessian.quantity.report.Sections;
import io.sparkhessian.report.diagnosis.Evidence;
import io.sparkhessian.report.diagnosis.MatrixKind;
import io.sparkhessian.report.figure.Entry;
import io.sparkhessian.report.figure.NumberFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;

/** Report sections of derivatives with respect to the inputs; executors read the stored rows. */
public final class InputSections {
  private static final int WAVE = 64;

  private final JavaSparkContext spark;
  private final ResultNumbers numbers;

  public InputSections(JavaSparkContext spark, ResultNumbers numbers) {
    this.spark = spark;
    this.numbers = numbers;
  }

  public Sections read(InputSpec spec) throws IOException {
    InputExport stored = InputExport.of(numbers.out(), numbers.manifest(), spec);
    SampleSums sums = sums(stored);
    SampleChapters chapters = new SampleChapters(sums, stored.names());
    double[] none = {};
    return new Sections(
        List.of(new Entry("Features", NumberFormat.text((long) stored.names().size()))),
        numbers.evidence(MatrixKind.HESSIAN, none, none, Evidence.Eigen.UNKNOWN, List.of()),
        SampleFindings.of(sums, stored.names()),
        chapters.heatmap(),
        chapters.all(),
        List.of());
  }

  /** Sums the stored rows in the order of the samples, some files at a time. */
  private SampleSums sums(InputExport stored) {
    SampleSums all = new SampleSums(stored.table().edge());
    SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
    String directory = numbers.out().child(stored.path()).absolute();
    SampleTable table = stored.table();
    List<SampleRange> ranges = table.ranges();
    for (int first = 0; first < ranges.size(); first += WAVE) {
      List<SampleRange> wave =
          new ArrayList<>(ranges.subList(first, Math.min(ranges.size(), first + WAVE)));
      List<SampleSums> sums =
          Stages.named(
              spark,
              "sums of the stored samples",
              "one task per file",
              () ->
                  spark
                      .parallelize(wave, wave.size())
                      .map(
                          range ->
                              sums(new SampleTableStore(hadoop.value(), directory, table), range))
                      .collect());
      sums.forEach(all::merge);
    }
    return all;
  }

  private static SampleSums sums(SampleTableStore store, SampleRange range) throws IOException {
    SampleSums sums = new SampleSums(store.table().edge());
    store.read(range, batch -> add(store.table(), batch, sums));
    return sums;
  }

  private static void add(SampleTable table, SampleBatch batch, SampleSums sums) {
    int edge = table.edge();
    int own = table.firstOrder();
    double[] slope = new double[edge];
    double[] hessian = new double[table.form() == SampleTable.Form.TRACE ? 0 : edge * edge];
    for (int s = 0; s < batch.count(); s++) {
      long row = (long) batch.first() + s;
      double value = batch.firstOrder()[s * own];
      int start = s * table.width();
      if (table.form() == SampleTable.Form.TRACE) {
        sums.add(row, value, batch.secondOrder()[start]);
      } else {
        System.arraycopy(batch.firstOrder(), s * own + 1, slope, 0, edge);
        for (int i = 0; i < edge; i++) {
          for (int j = 0; j < edge; j++) {
            hessian[i * edge + j] = batch.secondOrder()[start + table.at(i, j)];
          }
        }
        sums.add(row, value, slope, hessian);
      }
    }
  }
}
