package io.sparkhessian.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.spark.SparkConf;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.StageInfo;

/** A listener in the driver that logs the start and the end of every task. */
public final class StageLog extends SparkListener {
  /** Setting with the path of the log. */
  static final String FILE = "spark.faults.log";

  private final ConcurrentMap<Integer, StageInfo> stages = new ConcurrentHashMap<>();
  private final Path file;

  /** The constructor that {@code spark.extraListeners} needs. */
  public StageLog(SparkConf conf) {
    this.file = Path.of(conf.get(FILE));
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted submitted) {
    stages.put(submitted.stageInfo().stageId(), submitted.stageInfo());
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart start) {
    StageInfo stage = stages.get(start.stageId());
    String executor = start.taskInfo().executorId();
    write("start", start.stageId(), stage.numTasks(), executor, stage.name());
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    StageInfo stage = stages.get(end.stageId());
    String executor = end.taskInfo().executorId();
    String event = end.taskInfo().successful() ? "done" : "lost";
    write(event, end.stageId(), stage.numTasks(), executor, stage.name());
  }

  private void write(String event, int stage, int tasks, String executor, String name) {
    String line = String.join("\t", event, "" + stage, "" + tasks, executor, name) + "\n";
    try {
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
