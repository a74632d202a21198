package io.sparkhessian.io.output;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.Location;
import java.io.IOException;
import java.util.Optional;

/** This run's hold on an output directory: it has it as long as its mark is the last one. */
final class Ownership {
  private final Location directory;
  private final RunMarks marks;
  private RunMark own;

  Ownership(Location directory) {
    this.directory = directory;
    this.marks = new RunMarks(directory);
  }

  Optional<RunMarks.Numbered> last() throws IOException {
    return marks.last();
  }

  /** Takes the directory with a mark of this number; false when another run has taken that. */
  boolean take(int number, RunMark mark) throws IOException {
    if (!marks.set(number, mark)) {
      return false;
    }
    own = mark;
    return true;
  }

  boolean isHeld() throws IOException {
    Optional<RunMark> last = lastMark();
    return own != null && last.isPresent() && last.get().owner().equals(own.owner());
  }

  /**
   * Makes sure that no other run was started here since this one was.
   *
   * @throws Failure of kind refused when one was
   */
  void require() throws IOException {
    if (!isHeld()) {
      throw Failure.refused(
          directory.text()
              + ": another run has taken over this output; let it finish, or choose another");
    }
  }

  /** Refuses while any run may write here. */
  void requireNoRun() throws IOException {
    Optional<RunMarks.Numbered> last = last();
    if (last.isPresent()) {
      requireEnded(last.get(), "");
    }
  }

  /**
   * Makes sure that the run of a mark writes no more; takes seconds where it is of another host.
   *
   * @param owner whose own marks do not count
   * @throws Failure of kind refused when it may still write
   */
  void requireEnded(RunMarks.Numbered last, String owner) throws IOException {
    Optional<RunMark> holder = last.mark();
    if (holder.isEmpty() || holder.get().isGone() || holder.get().owner().equals(owner)) {
      return;
    }
    if (holder.get().isHere() || Heartbeat.isSeen(directory)) {
      throw Failure.refused(
          "%s: another run writes here (process %d on %s); let it finish, or choose another output"
              .formatted(directory.text(), holder.get().process(), holder.get().host()));
    }
  }

  Heartbeat beat() {
    return Heartbeat.start(directory, own.owner());
  }

  /** Leaves the directory for a later run. */
  void leave() throws IOException {
    Optional<RunMarks.Numbered> last = marks.last();
    if (isHeld() && last.isPresent()) {
      marks.set(last.get().number() + 1, own.left());
    }
  }

  /** Takes all marks away, when this run has the directory. */
  void clear() throws IOException {
    if (isHeld()) {
      directory.files().delete(directory.child(Heartbeat.FILE).path(), false);
      marks.clear();
    }
  }

  private Optional<RunMark> lastMark() throws IOException {
    return marks.last().flatMap(RunMarks.Numbered::mark);
  }
}
