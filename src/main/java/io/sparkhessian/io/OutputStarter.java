package io.sparkhessian.io;

import io.sparkhessian.Failure;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;

/** Makes an output directory ready for a job, and removes only what jobs wrote. */
final class OutputStarter {
  /**
   * What a job may write at the top of its directory, beside names that start with an underscore.
   */
  private static final Set<String> OWN =
      Set.of(
          OutputDirectory.MANIFEST,
          "parameters.csv",
          "gradient.npy",
          "hessian",
          "hessian.npy",
          "hessian.mtx",
          "hessian.csv",
          "blocks",
          "diagonal.npy",
          "products.npy",
          "report.html");

  private static final String CHOOSE = "choose another output or pass --overwrite";

  private final OutputDirectory directory;
  private final String fingerprint;
  private final boolean overwrite;

  OutputStarter(OutputDirectory directory, String fingerprint, boolean overwrite) {
    this.directory = directory;
    this.fingerprint = fingerprint;
    this.overwrite = overwrite;
  }

  /** Whether a job writes a file or directory of this name. */
  static boolean isOwn(String name) {
    return OWN.contains(name) || name.startsWith(AtomicFile.PREFIX);
  }

  OutputStart start() {
    try {
      return startFrom(state());
    } catch (IOException e) {
      throw Location.unwritable(directory.location().text(), e);
    }
  }

  /** A manifest that cannot be read hides no more than a missing one, when it may be replaced. */
  private OutputState state() throws IOException {
    try {
      return directory.state();
    } catch (Failure broken) {
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
        isRemainder() && children.stream().allMatch(child -> isJobs(child.getPath().getName()));
    if (ours && !overwrite) {
      throw refused("holds files of a job without their manifest.json; " + CHOOSE);
    }
    if (!ours) {
      throw refused(message);
    }
    clear(Set.of());
    return OutputStart.OVERWRITTEN;
  }

  private static boolean isJobs(String name) {
    return name.startsWith("_") || isOwn(name);
  }

  private OutputStart startFrom(OutputState state) throws IOException {
    if (state instanceof OutputState.Foreign foreign) {
      return startOverForeign(foreign);
    }
    if (state instanceof OutputState.Finished finished) {
      return startOverFinished(finished.manifest());
    }
    if (state instanceof OutputState.Unfinished unfinished) {
      boolean same = unfinished.fingerprint().equals(fingerprint);
      if (!same && !overwrite) {
        throw refused("holds an unfinished run of another job; " + CHOOSE);
      }
      clear(Set.of());
      return same ? OutputStart.RESTARTED : OutputStart.OVERWRITTEN;
    }
    directory.mark(fingerprint);
    return OutputStart.FRESH;
  }

  private OutputStart startOverFinished(Manifest manifest) throws IOException {
    boolean same = manifest.fingerprint().equals(fingerprint);
    if (!same && !overwrite) {
      throw refused("holds the result of another job; " + CHOOSE);
    }
    if (same && !overwrite) {
      directory.complete();
      return OutputStart.ALREADY_FINISHED;
    }
    Set<String> listed = new HashSet<>();
    manifest.files().forEach(file -> listed.add(file.path().split("/", 2)[0]));
    clear(listed);
    return OutputStart.OVERWRITTEN;
  }

  /**
   * Removes what jobs wrote, and refuses before that when there is anything else. The new job's
   * mark comes first and the old manifest goes next, so that at no time is half a result called
   * whole.
   */
  private void clear(Set<String> listed) throws IOException {
    List<FileStatus> children = directory.children();
    for (FileStatus child : children) {
      String name = child.getPath().getName();
      if (!isJobs(name) && !listed.contains(name)) {
        throw refused("holds '" + name + "', which no job wrote; move it away first");
      }
    }
    directory.mark(fingerprint);
    directory.delete(OutputDirectory.SUCCESS);
    directory.delete(OutputDirectory.MANIFEST);
    for (FileStatus child : children) {
      if (!child.getPath().getName().equals(OutputDirectory.STARTED)) {
        directory.delete(child.getPath().getName());
      }
    }
    new ResultFiles(directory.location()).deleteChecksumFiles();
  }

  private Failure refused(String why) {
    return Failure.refused(directory.location().text() + ": " + why);
  }
}
