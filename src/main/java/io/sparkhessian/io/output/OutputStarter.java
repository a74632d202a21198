package io.sparkhessian.io.output;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.Location;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;

/** Makes an output directory ready for a job, and removes only what jobs wrote. */
final class OutputStarter {
  private static final String CHOOSE = "choose another output or pass --overwrite";

  private final OutputDirectory directory;
  private final Ownership ownership;
  private final Staging staging;
  private final RunMark mark;
  private final boolean overwrite;

  OutputStarter(
      OutputDirectory directory,
      Ownership ownership,
      Staging staging,
      RunMark mark,
      boolean overwrite) {
    this.directory = directory;
    this.ownership = ownership;
    this.staging = staging;
    this.mark = mark;
    this.overwrite = overwrite;
  }

  OutputStart start() {
    try {
      if (staging.isReady() && !(overwrite && staging.isBroken())) {
        bringToItsEnd();
      }
      return startFrom(state());
    } catch (IOException | FSError e) {
      throw Location.unwritable(directory.location().text(), e);
    }
  }

  /** A run was stopped while its result took the place of an older one. */
  private void bringToItsEnd() throws IOException {
    staging.requireReadable();
    follow(ownership.last(), Set.of());
    if (staging.isReady()) {
      beating(staging::publish);
    }
    directory.complete();
  }

  /** Something that takes long where there are many files. */
  private interface Change {
    void make() throws IOException;
  }

  /** Makes a change while other hosts see that this run lives. */
  private void beating(Change change) throws IOException {
    Heartbeat beating = ownership.beat();
    try {
      change.make();
    } finally {
      beating.close();
    }
  }

  /** A manifest that cannot be read hides no more than a missing one, when it may be replaced. */
  private OutputState state() throws IOException {
    try {
      return directory.state();
    } catch (Failure broken) {
      if (!directory.exists(OutputDirectory.MANIFEST)) { // another run has just cleared it away
        return state();
      }
      if (overwrite && isRemainder()) {
        return new OutputState.Foreign("holds a manifest.json that cannot be read", false);
      }
      throw broken;
    }
  }

  /** Whether a job wrote here, by what every job writes; a lone manifest.json may be anybody's. */
  private boolean isRemainder() throws IOException {
    return directory.exists(OutputDirectory.SUCCESS) || directory.exists("gradient.npy");
  }

  private OutputStart startOverForeign(OutputState.Foreign foreign) throws IOException {
    String message = foreign.what() + "; choose another output";
    if (foreign.isFile()) {
      throw Failure.input(directory.location().text() + ": " + message);
    }
    List<FileStatus> children = directory.children();
    boolean ours =
        isRemainder()
            && children.stream().allMatch(child -> OwnNames.mayBeJobs(child.getPath().getName()));
    if (ours && !overwrite) {
      throw refused("holds files of a job without their manifest.json; " + CHOOSE);
    }
    if (!ours) {
      throw refused(message);
    }
    claim(1, mark.clearing());
    beating(() -> clear(Set.of()));
    claim(2, mark);
    return OutputStart.OVERWRITTEN;
  }

  private OutputStart startFrom(OutputState state) throws IOException {
    if (state instanceof OutputState.Foreign foreign) {
      return startOverForeign(foreign);
    }
    if (state instanceof OutputState.Finished finished) {
      return startOverFinished(finished.manifest());
    }
    if (state instanceof OutputState.Unfinished unfinished) {
      return startOverUnfinished(unfinished.last());
    }
    boolean left = directory.exists(PieceStore.DIRECTORY) || staging.exists();
    claim(1, left ? mark.clearing() : mark);
    boolean finishedMeanwhile = directory.exists(OutputDirectory.MANIFEST);
    if (finishedMeanwhile) {
      return startFrom(directory.state());
    }
    if (left) { // of a run whose marks are gone
      beating(() -> clear(Set.of()));
      claim(2, mark);
    }
    return OutputStart.FRESH;
  }

  private OutputStart startOverUnfinished(RunMarks.Numbered last) throws IOException {
    boolean same =
        last.mark().filter(old -> old.fingerprint().equals(mark.fingerprint())).isPresent();
    if (!same && !overwrite) {
      ownership.requireEnded(last, mark.owner());
      throw refused("holds an unfinished run of another job; " + CHOOSE);
    }
    requireJobsOnly(Set.of());
    Set<String> kept = kept(same, last);
    int number = follow(Optional.of(last), kept);
    if (directory.exists(OutputDirectory.MANIFEST)) { // another run has followed and finished
      return startFrom(directory.state());
    }
    beating(() -> clear(kept));
    settle(number, kept);
    return how(same, kept);
  }

  /** What this run goes on with of the last one. */
  private Set<String> kept(boolean same, RunMarks.Numbered last) {
    boolean all = same && !overwrite && last.mark().orElseThrow().work().equals(mark.work());
    return all ? ResultFiles.DURABLE : Set.of();
  }

  private static OutputStart how(boolean same, Set<String> kept) {
    return !kept.isEmpty()
        ? OutputStart.RESUMED
        : same ? OutputStart.RESTARTED : OutputStart.OVERWRITTEN;
  }

  /**
   * Takes the directory after a run that has ended. Until all of that is gone but what is kept, the
   * mark is of no work: else a run that is killed before would leave another job's files as its
   * own.
   *
   * @return the number of the mark
   */
  private int follow(Optional<RunMarks.Numbered> last, Set<String> kept) throws IOException {
    if (last.isPresent()) {
      ownership.requireEnded(last.get(), mark.owner());
    }
    int number = last.map(RunMarks.Numbered::number).orElse(0) + 1;
    claim(number, kept.isEmpty() ? mark.clearing() : mark);
    return number;
  }

  /** From here on what is there is this run's. */
  private void settle(int number, Set<String> kept) throws IOException {
    if (kept.isEmpty()) {
      claim(number + 1, mark);
    }
  }

  /** Takes the directory, or is refused when another run was faster. */
  private void claim(int number, RunMark with) throws IOException {
    if (!ownership.take(number, with)) {
      throw refused("another run has just started here; let it finish, or choose another output");
    }
  }

  /** The result that is there stands until this run has another one. */
  private OutputStart startOverFinished(Manifest manifest) throws IOException {
    Optional<RunMarks.Numbered> last = ownership.last();
    if (!overwrite && manifest.fingerprint().equals(mark.fingerprint())) {
      tidy(last);
      return OutputStart.ALREADY_FINISHED;
    }
    boolean begun = !overwrite && isBegun(last);
    if (!overwrite && !begun) {
      ownership.clear();
      throw refused("holds the result of another job; " + CHOOSE);
    }
    Set<String> listed = new HashSet<>();
    manifest.files().forEach(file -> listed.add(file.path().split("/", 2)[0]));
    requireJobsOnly(listed);
    Set<String> kept = begun ? kept(true, last.orElseThrow()) : Set.of();
    int number = follow(last, kept);
    beating(() -> directory.stage(kept));
    settle(number, kept);
    return how(begun, kept);
  }

  /** Whether the last run was one of this job, which was to replace the result. */
  private boolean isBegun(Optional<RunMarks.Numbered> last) throws IOException {
    return staging.exists()
        && last.flatMap(RunMarks.Numbered::mark)
            .filter(old -> old.fingerprint().equals(mark.fingerprint()))
            .filter(old -> !old.owner().equals(mark.owner()))
            .isPresent();
  }

  /** Removes what a run of this job has left that was stopped after its manifest. */
  private void tidy(Optional<RunMarks.Numbered> last) throws IOException {
    Optional<RunMark> left = last.flatMap(RunMarks.Numbered::mark);
    boolean own = left.filter(old -> old.fingerprint().equals(mark.fingerprint())).isPresent();
    boolean ended = left.isEmpty() || (own && left.get().isGone());
    boolean whole = last.isEmpty() && directory.exists(OutputDirectory.SUCCESS);
    int next = last.map(RunMarks.Numbered::number).orElse(0) + 1;
    if (ownership.isHeld() || (!whole && ended && ownership.take(next, mark))) {
      directory.complete();
    }
  }

  /** Refuses when there is anything that no job wrote. */
  private void requireJobsOnly(Set<String> listed) throws IOException {
    for (FileStatus child : directory.children()) {
      String name = child.getPath().getName();
      if (!OwnNames.mayBeJobs(name) && !listed.contains(name)) {
        throw refused("holds '" + name + "', which no job wrote; move it away first");
      }
    }
  }

  /**
   * Removes what jobs wrote, but what is kept, in a directory that this run has. The old manifest
   * goes first, so that at no time is half a result called whole.
   */
  private void clear(Set<String> kept) throws IOException {
    directory.delete(OutputDirectory.SUCCESS);
    directory.delete(OutputDirectory.MANIFEST);
    for (FileStatus child : directory.children()) {
      String name = child.getPath().getName();
      boolean running = RunMarks.isMark(name) || name.equals(Heartbeat.FILE);
      if (!running && !kept.contains(name) && OwnNames.mayBeJobs(name)) {
        directory.delete(name);
      }
    }
    ResultFiles results = new ResultFiles(directory.location());
    results.deleteChecksumFiles();
    results.removeUnfinished();
  }

  private Failure refused(String why) {
    return Failure.refused(directory.location().text() + ": " + why);
  }
}
