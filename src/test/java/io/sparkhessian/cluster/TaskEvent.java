package io.sparkhessian.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of a {@link StageLog}.
 *
 * @param what {@code start}, {@code done} or {@code lost}
 * @param tasks of the stage
 * @param name of the stage
 */
record TaskEvent(String what, int stage, int tasks, String executor, String name) {

  /** Reads all complete lines of a log. */
  static List<TaskEvent> read(Path file) throws IOException {
    List<TaskEvent> events = new ArrayList<>();
    if (Files.exists(file)) {
      String text = Files.readString(file);
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
        String[] words = line.split("\t", -1);
        int stage = Integer.parseInt(words[1]);
        events.add(new TaskEvent(words[0], stage, Integer.parseInt(words[2]), words[3], words[4]));
      }
    }
    return events;
  }

  boolean isStart() {
    return what.equals("start");
  }
}
