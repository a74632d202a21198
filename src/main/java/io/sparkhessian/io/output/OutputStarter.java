package io.sparkhessian.io.output;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.Location;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;

/** Prepares an output directory for a job. It deletes only files that jobs wrote. */
final class OutputStarter {
  private static final String CHOOSE = "choose another output or pass --overwrite";

  private final OutputContents contents;
  private final Ownership ownership;
  private final Staging staging;
  private final Takeover takeover;
  private final RunMark mark;
  private final boolean overwrite;

  OutputStarter(
      OutputContents contents,
      Ownership ownership,
      Staging staging,
      RunMark mark,
      boolean overwrite) {
    this.contents = contents;
    this.ownership = ownership;
    this.staging = staging;
    this.takeover = new Takeover(contents, ownership, mark);
    this.mark = mark;
    this.overwrite = overwrite;
  }

  OutputStart start() {
    try {
      if (staging.isReady() && !(overwrite && staging.isBroken())) {
        finishInterruptedCommit();
      }
      return startFrom(state());
    } catch (IOException | FSError e) {
      throw Location.unwritable(contents.location().text(), e);
    }
  }

  /** Publishes the complete result of a run that was stopped while it replaced an older result. */
  private void finishInterruptedCommit() throws IOException {
    staging.requireReadable();
    takeover.follow(ownership.last(), Set.of());
    if (staging.isReady()) {
      takeover.withHeartbeat(staging::publish);
    }
    committer().cleanUp();
  }

  private ResultCommitter committer() {
    return new ResultCommitter(contents, ownership, staging);
  }

  /** The state; with overwrite, a broken manifest counts as a missing one. */
  private OutputState state() throws IOException {
    try {
      return contents.state(ownership);
    } catch (Failure broken) {
      if (!contents.exists(OutputDirectory.MANIFEST)) { // another run has just deleted it
        return state();
      }
      if (overwrite && isRemainder()) {
        return new OutputState.Foreign("holds a manifest.json that cannot be read", false);
      }
      throw broken;
    }
  }

  /** Whether files that every job writes exist; a manifest.json alone may belong to anybody. */
  private boolean isRemainder() throws IOException {
    return contents.exists(OutputDirectory.SUCCESS) || contents.exists(OutputFiles.GRADIENT);
  }

  private OutputStart startFrom(OutputState state) throws IOException {
    if (state instanceof OutputState.Foreign foreign) {
      return startInForeign(foreign);
    }
    if (state instanceof OutputState.Finished finished) {
      return startAfterFinished(finished.manifest());
    }
    if (state instanceof OutputState.Unfinished unfinished) {
      return startAfterUnfinished(unfinished.last());
    }
    boolean remains = contents.exists(PieceStore.DIRECTORY) || staging.exists();
    takeover.claim(1, remains ? mark.clearing() : mark);
    boolean finishedMeanwhile = contents.exists(OutputDirectory.MANIFEST);
    if (finishedMeanwhile) {
      return startFrom(contents.state(ownership));
    }
    if (remains) { // of a run whose marks are gone
      takeover.withHeartbeat(() -> takeover.clear(Set.of()));
      takeover.claim(2, mark);
    }
    return OutputStart.FRESH;
  }

  private OutputStart startInForeign(OutputState.Foreign foreign) throws IOException {
    String message = foreign.what() + "; choose another output";
    if (foreign.isFile()) {
      throw Failure.input(contents.location().text() + ": " + message);
    }
    boolean ofJobs =
        isRemainder()
            && contents.children().stream()
                .allMatch(child -> contents.files().isOfJob(child.getPath().getName()));
    if (ofJobs && !overwrite) {
      throw refused("holds files of a job without their manifest.json; " + CHOOSE);
    }
    if (!ofJobs) {
      throw refused(message);
    }
    takeover.claimAndClear();
    return OutputStart.OVERWRITTEN;
  }

  private OutputStart startAfterUnfinished(RunMarks.Numbered last) throws IOException {
    boolean sameJob = last.mark().filter(this::isSameJob).isPresent();
    if (!sameJob && !overwrite) {
      ownership.requireEnded(last, mark.owner());
      throw refused("holds an unfinished run of another job; " + CHOOSE);
    }
    requireJobFilesOnly(Set.of());
    Set<String> kept = kept(sameJob, last);
    int number = takeover.follow(Optional.of(last), kept);
    if (contents.exists(OutputDirectory.MANIFEST)) { // another run took over and finished
      return startFrom(contents.state(ownership));
    }
    takeover.withHeartbeat(() -> takeover.clear(kept));
    takeover.settle(number, kept);
    return outcome(sameJob, kept);
  }

  /** Prepares the replacement of a result, which stays until the new one is complete. */
  private OutputStart startAfterFinished(Manifest manifest) throws IOException {
    Optional<RunMarks.Numbered> last = ownership.last();
    if (!overwrite && manifest.fingerprint().equals(mark.fingerprint())) {
      tidy(last);
      return OutputStart.ALREADY_FINISHED;
    }
    boolean begun = !overwrite && isReplacementBegun(last);
    if (!overwrite && !begun) {
      ownership.clear();
      throw refused("holds the result of another job; " + CHOOSE);
    }
    Set<String> listed = new HashSet<>();
    manifest.files().forEach(file -> listed.add(file.path().split("/", 2)[0]));
    requireJobFilesOnly(listed);
    Set<String> kept = begun ? kept(true, last.orElseThrow()) : Set.of();
    int number = takeover.follow(last, kept);
    takeover.withHeartbeat(() -> staging.open(kept));
    takeover.settle(number, kept);
    return outcome(begun, kept);
  }

  /** The names that this run resumes from the last one. */
  private Set<String> kept(boolean sameJob, RunMarks.Numbered last) {
    boolean all = sameJob && !overwrite && last.mark().orElseThrow().work().equals(mark.work());
    return all ? contents.files().durable() : Set.of();
  }

  private static OutputStart outcome(boolean sameJob, Set<String> kept) {
    return !kept.isEmpty()
        ? OutputStart.RESUMED
        : sameJob ? OutputStart.RESTARTED : OutputStart.OVERWRITTEN;
  }

  /** Whether the last run was another run of this job and was about to replace the result. */
  private boolean isReplacementBegun(Optional<RunMarks.Numbered> last) throws IOException {
    return staging.exists()
        && last.flatMap(RunMarks.Numbered::mark)
            .filter(this::isSameJob)
            .filter(old -> !old.owner().equals(mark.owner()))
            .isPresent();
  }

  private boolean isSameJob(RunMark old) {
    return old.fingerprint().equals(mark.fingerprint());
  }

  /** Deletes the remains of a run of this job that was stopped after it wrote its manifest. */
  private void tidy(Optional<RunMarks.Numbered> last) throws IOException {
    Optional<RunMark> old = last.flatMap(RunMarks.Numbered::mark);
    boolean ended = old.isEmpty() || (isSameJob(old.get()) && old.get().isGone());
    boolean complete = last.isEmpty() && contents.exists(OutputDirectory.SUCCESS);
    int next = last.map(RunMarks.Numbered::number).orElse(0) + 1;
    if (ownership.isHeld() || (!complete && ended && ownership.take(next, mark))) {
      committer().cleanUp();
    }
  }

  /** Refuses to start if there is a file that no job wrote. */
  private void requireJobFilesOnly(Set<String> listed) throws IOException {
    for (FileStatus child : contents.children()) {
      String name = child.getPath().getName();
      if (!contents.files().isOfJob(name) && !listed.contains(name)) {
        throw refused("holds '" + name + "', which no job wrote; move it away first");
      }
    }
  }

  private Failure refused(String why) {
    return Failure.refused(contents.location().text() + ": " + why);
  }
}
