package io.sparkhessian.io.output;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.Location;
import java.io.IOException;
import java.util.Optional;

/** Ownership of an output directory by this run, which lasts while its mark is the latest. */
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

  /** Claims the directory with a numbered mark; false if another run has that number. */
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
   * Requires that no other run has started here after this one.
   *
   * @throws Failure of kind refused if one has
   */
  void require() throws IOException {
    if (!isHeld()) {
      throw Failure.refused(
          directory.text()
              + ": another run has taken over this output; let it finish, or choose another");
    }
  }

  /**
   * Requires that no run may write here.
   *
   * @throws Failure of kind refused if one may
   */
  void requireNoRun() throws IOException {
    Optional<RunMarks.Numbered> last = last();
    if (last.isPresent()) {
      requireEnded(last.get(), "");
    }
  }

  /**
   * Requires that the run of a mark has ended; takes seconds if the run is on another host.
   *
   * @param owner whose own marks are ignored
   * @throws Failure of kind refused if the run may still write
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

  /** Leaves the directory to a later run. */
  void leave() throws IOException {
    Optional<RunMarks.Numbered> last = marks.last();
    if (isHeld() && last.isPresent()) {
      marks.set(last.get().number() + 1, own.left());
    }
  }

  /** Deletes all marks if this run owns the directory. */
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
