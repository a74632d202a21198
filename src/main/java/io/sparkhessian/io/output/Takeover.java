package io.sparkhessian.io.output;

import io.sparkhessian.Failure;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;

/**
 * Takes over an output directory: sets the mark of the new run and deletes what it does not keep.
 *
 * <p>Until the deletion is complete, the mark belongs to no work. Otherwise, a run killed during
 * the deletion would leave files of another job that look like its own.
 *
 * @param mark of the new run
 */
record Takeover(OutputContents contents, Ownership ownership, RunMark mark) {
  /** A change that takes long if there are many files. */
  @FunctionalInterface
  interface Change {
    void make() throws IOException;
  }

  /** Makes a change with a heartbeat, which shows other hosts that this run is alive. */
  void withHeartbeat(Change change) throws IOException {
    Heartbeat heartbeat = ownership.beat();
    try {
      change.make();
    } finally {
      heartbeat.close();
    }
  }

  /** Claims a directory without marks and deletes what jobs wrote there. */
  void claimAndClear() throws IOException {
    claim(1, mark.clearing());
    withHeartbeat(() -> clear(Set.of()));
    claim(2, mark);
  }

  /**
   * Claims the directory after the last run, which must have ended.
   *
   * @param kept names that survive; if there are none, the mark says that this run still clears
   * @return the number of the mark
   */
  int follow(Optional<RunMarks.Numbered> last, Set<String> kept) throws IOException {
    if (last.isPresent()) {
      ownership.requireEnded(last.get(), mark.owner());
    }
    int number = last.map(RunMarks.Numbered::number).orElse(0) + 1;
    claim(number, kept.isEmpty() ? mark.clearing() : mark);
    return number;
  }

  /** Declares everything in the directory the work of this run, after {@link #follow}. */
  void settle(int number, Set<String> kept) throws IOException {
    if (kept.isEmpty()) {
      claim(number + 1, mark);
    }
  }

  /** Claims the directory, unless another run was faster. */
  void claim(int number, RunMark with) throws IOException {
    if (!ownership.take(number, with)) {
      throw Failure.refused(
          contents.location().text()
              + ": another run has just started here; let it finish, or choose another output");
    }
  }

  /**
   * Deletes what jobs wrote, except for the kept names. The old manifest goes first, so that an
   * incomplete result never has one.
   */
  void clear(Set<String> kept) throws IOException {
    contents.delete(OutputDirectory.SUCCESS);
    contents.delete(OutputDirectory.MANIFEST);
    for (FileStatus child : contents.children()) {
      String name = child.getPath().getName();
      boolean running = RunMarks.isMark(name) || name.equals(Heartbeat.FILE);
      if (!running && !kept.contains(name) && contents.files().isOfJob(name)) {
        contents.delete(name);
      }
    }
    contents.results().deleteChecksumFiles();
    contents.results().removeUnfinished();
  }
}
