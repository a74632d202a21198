package io.sparkhessian.io.output;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.AtomicFile;
import io.sparkhessian.io.file.FileEntry;
import io.sparkhessian.io.file.Location;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;

/** The output directory of a job: a result once it has its manifest, and nothing before. */
public final class OutputDirectory {
  public static final String MANIFEST = "manifest.json";
  static final String SUCCESS = "_SUCCESS";

  private final Location location;
  private final ResultFiles results;
  private final Ownership ownership;
  private final Staging staging;
  private Location written;

  private OutputDirectory(Location location) {
    this.location = location;
    this.results = new ResultFiles(location);
    this.ownership = new Ownership(location);
    this.staging = new Staging(location);
    this.written = location;
  }

  /** Names the directory; touches nothing yet. */
  public static OutputDirectory open(Configuration configuration, String uri) throws IOException {
    return new OutputDirectory(Location.of(configuration, uri));
  }

  public Location location() {
    return location;
  }

  /** A file or directory of the result; while a run replaces an older one, of its own. */
  public Location child(String relative) {
    return written.child(relative);
  }

  /** Creates a file of the result, in place of what was there. */
  public OutputStream create(String relative) throws IOException {
    return written.files().create(child(relative).path(), true);
  }

  /**
   * Says what the directory holds.
   *
   * @throws Failure of kind input for a manifest that cannot be read
   */
  OutputState state() throws IOException {
    List<FileStatus> children;
    try {
      if (!location.files().getFileStatus(location.path()).isDirectory()) {
        return new OutputState.Foreign("is a file, not a directory", true);
      }
      children = children();
    } catch (FileNotFoundException e) {
      return new OutputState.Absent();
    }
    Set<String> names = new HashSet<>();
    children.forEach(child -> names.add(child.getPath().getName()));
    if (names.contains(MANIFEST)) {
      return new OutputState.Finished(results.manifest());
    }
    Optional<RunMarks.Numbered> last = ownership.last();
    if (last.isPresent()) {
      return new OutputState.Unfinished(last.get());
    }
    return names.stream()
        .filter(name -> !name.startsWith("_") && !name.startsWith(AtomicFile.PREFIX))
        .sorted()
        .findFirst()
        .<OutputState>map(
            name -> new OutputState.Foreign("holds '" + name + "' but no result of a job", false))
        .orElseGet(OutputState.Absent::new);
  }

  /**
   * Makes the directory ready for a job, or says that the job has finished here.
   *
   * @param work what finished files must have been computed by to be kept: versions, kernels, tile
   * @param overwrite whether to replace the result of another job, or a finished one of this job;
   *     it stands until {@link #finish}
   * @throws Failure of kind refused when the directory holds anything else or another run writes to
   *     it, of kind input when it cannot be written
   */
  public OutputStart start(String fingerprint, String work, boolean overwrite) {
    written = location;
    RunMark mark = RunMark.ofThisProcess(fingerprint, work);
    return new OutputStarter(this, ownership, staging, mark, overwrite).start();
  }

  /** Shows other hosts that this run lives, until it is closed; close it before {@link #finish}. */
  public Heartbeat beat() {
    return ownership.beat();
  }

  /**
   * Makes the result visible: adds every file that {@code manifest} does not list yet with its size
   * and SHA-256, writes the manifest at once and whole, then {@code _SUCCESS}.
   *
   * @return the manifest as written
   */
  public Manifest finish(Manifest manifest) throws IOException {
    ownership.require();
    ResultFiles own = new ResultFiles(written);
    own.deleteChecksumFiles();
    own.removeUnfinished();
    Manifest whole;
    Heartbeat beating = beat(); // hashing takes long, and a rename where that is a copy
    try {
      whole = manifest.withFiles(own.entries(manifest.files()));
      ownership.require();
      child(MANIFEST).writeWhole(ManifestJson.write(whole));
      if (staging.isReady()) {
        staging.publish();
      }
    } finally {
      beating.close();
    }
    written = location;
    complete();
    return whole;
  }

  /** From now on the run writes beside the result that is there. */
  void stage(Set<String> kept) throws IOException {
    staging.prepare(kept);
    written = staging.place();
  }

  /** Writes one file of a finished result anew, and its entry in the manifest. */
  public Manifest replace(String relative, byte[] content) throws IOException {
    Manifest manifest = requireFinished();
    child(relative).writeWhole(content);
    return enter(manifest, List.of(relative));
  }

  /**
   * Enters files that were added to a finished result, or written anew, in its manifest.
   *
   * @param manifest all that the new one says but of these files
   */
  public Manifest enter(Manifest manifest, List<String> written) throws IOException {
    List<FileEntry> entries = new ArrayList<>();
    for (String relative : written) {
      entries.add(results.entry(relative));
    }
    Manifest changed = manifest.withEntered(entries);
    child(MANIFEST).writeWhole(ManifestJson.write(changed));
    return changed;
  }

  /** SHA-256 of the manifest, in hexadecimals. */
  public String manifestDigest() throws IOException {
    return results.entry(MANIFEST).sha256();
  }

  /**
   * The manifest, for readers of the result.
   *
   * @throws Failure of kind input when the directory has none
   */
  public Manifest requireFinished() throws IOException {
    OutputState state;
    try {
      state = state();
    } catch (IOException e) {
      throw Location.unreadable(location.text(), e);
    }
    if (state instanceof OutputState.Finished finished) {
      return finished.manifest();
    }
    String why = "it has no manifest.json";
    if (state instanceof OutputState.Absent && !location.files().exists(location.path())) {
      why = "there is no such directory";
    } else if (state instanceof OutputState.Foreign foreign && foreign.isFile()) {
      why = "it is a file";
    }
    throw Failure.input(location.text() + " is not a result: " + why + "; run the job first");
  }

  /**
   * Every file that is missing, or whose size or SHA-256 is not the manifest's, and files below
   * {@code hessian/} and {@code blocks/} that it does not list. Reads all of the result.
   */
  public List<DamagedFile> damagedFiles() throws IOException {
    return results.damaged(requireFinished(), any -> true);
  }

  /**
   * Makes sure that a file or directory of the result is as the manifest says; reads all of it.
   *
   * @throws Failure of kind input that names the first file that is not
   */
  public void requireUnaltered(Manifest manifest, String relative) throws IOException {
    List<DamagedFile> damaged =
        results.damaged(manifest, path -> path.equals(relative) || path.startsWith(relative + "/"));
    if (!damaged.isEmpty()) {
      throw damaged.get(0).refusal(location.text());
    }
  }

  /**
   * Makes sure that every file of the manifest is there and has its size; reads none of them.
   *
   * @param spare files that may be missing
   * @throws Failure of kind input that names the first that is not
   */
  public void requireWhole(Manifest manifest, Set<String> spare) throws IOException {
    Optional<DamagedFile> damaged = results.firstResized(manifest, spare);
    if (damaged.isPresent()) {
      throw damaged.get().refusal(location.text());
    }
  }

  /**
   * Makes sure that no other run was started here since this one was.
   *
   * @throws Failure of kind refused when one was
   */
  public void requireOwned() throws IOException {
    ownership.require();
  }

  /**
   * Makes sure that no run writes here, to take the place of the result that there is.
   *
   * @throws Failure of kind refused when one does
   */
  public void requireNoRun() throws IOException {
    ownership.requireNoRun();
  }

  /** Leaves the directory for a later run, which goes on where this one stopped. */
  public void leave() throws IOException {
    ownership.leave();
  }

  /** Removes what the run that was started here has written, and its mark; nothing else. */
  public void abandon() throws IOException {
    if (!ownership.isHeld() || staging.isReady()) { // whole: the next run puts it in its place
      return;
    }
    for (FileStatus child : children()) {
      String name = child.getPath().getName();
      if (written.equals(location) ? OwnNames.isOwn(name) : name.equals(Staging.DIRECTORY)) {
        delete(name);
      }
    }
    ownership.clear();
    results.deleteChecksumFiles();
    if (location.files().listStatus(location.path()).length == 0) {
      location.files().delete(location.path(), false);
    }
  }

  /** Leaves of a finished run of this owner nothing but its result. */
  void complete() throws IOException {
    ownership.require();
    Heartbeat beating = beat();
    try {
      delete(PieceStore.DIRECTORY);
      staging.remove();
      if (!exists(SUCCESS)) {
        create(SUCCESS).close();
      }
    } finally {
      beating.close();
    }
    ownership.clear();
  }

  /** What lies at the top, without the checksum files of Hadoop's local file system. */
  List<FileStatus> children() throws IOException {
    return Arrays.stream(location.files().listStatus(location.path()))
        .filter(child -> !ResultFiles.isChecksumFile(child.getPath().getName()))
        .toList();
  }

  /** Whether this is at the top. */
  public boolean exists(String relative) throws IOException {
    return location.files().exists(location.child(relative).path());
  }

  void delete(String relative) throws IOException {
    location.files().delete(location.child(relative).path(), true);
  }
}
