package io.sparkhessian.io.output;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.Location;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** The output directory of a job. It is a result if and only if it has a manifest. */
public final class OutputDirectory {
  public static final String MANIFEST = "manifest.json";
  static final String SUCCESS = "_SUCCESS";

  private final OutputContents contents;
  private final Ownership ownership;
  private final Staging staging;
  private final ResultCommitter committer;
  private final FinishedResult result;

  private OutputDirectory(OutputContents contents) {
    this.contents = contents;
    this.ownership = new Ownership(contents.location());
    this.staging = new Staging(contents);
    this.committer = new ResultCommitter(contents, ownership, staging);
    this.result = new FinishedResult(contents, ownership);
  }

  /** Returns the directory at a URI; accesses no file yet. */
  public static OutputDirectory open(Configuration configuration, String uri, OutputFiles files)
      throws IOException {
    return new OutputDirectory(new OutputContents(Location.of(configuration, uri), files));
  }

  public Location location() {
    return contents.location();
  }

  /** A file or directory of the result; during a replacement, of the new result. */
  public Location child(String relative) {
    return staging.target().child(relative);
  }

  /** Creates a file of the result, or replaces it. */
  public OutputStream create(String relative) throws IOException {
    Location file = child(relative);
    return file.files().create(file.path(), true);
  }

  /** Whether a file or directory exists in the directory. */
  public boolean exists(String relative) throws IOException {
    return contents.exists(relative);
  }

  void delete(String relative) throws IOException {
    contents.delete(relative);
  }

  /**
   * What the directory holds.
   *
   * @throws Failure of kind input for a manifest that cannot be read
   */
  OutputState state() throws IOException {
    return contents.state(ownership);
  }

  /**
   * Prepares the directory for a job, unless the job has already finished here.
   *
   * @param work identifies the computation of files that can be resumed: versions, kernels, tile
   * @param overwrite whether to replace the result of another job, or a finished result of this
   *     job; the old result stays until {@link #finish}
   * @throws Failure of kind refused if the directory holds anything else or another run writes to
   *     it, of kind input if it cannot be written
   */
  public OutputStart start(String fingerprint, String work, boolean overwrite) {
    staging.close();
    RunMark mark = RunMark.ofThisProcess(fingerprint, work);
    return new OutputStarter(contents, ownership, staging, mark, overwrite).start();
  }

  /** Shows other hosts that this run is alive, until it is closed; close before {@link #finish}. */
  public Heartbeat beat() {
    return ownership.beat();
  }

  /**
   * Commits the result: completes the manifest with the files that it does not list yet, writes it
   * atomically, then writes {@code _SUCCESS}.
   *
   * @return the manifest as written
   */
  public Manifest finish(Manifest manifest) throws IOException {
    return committer.commit(manifest);
  }

  /** Leaves the directory to a later run, which resumes this one. */
  public void leave() throws IOException {
    ownership.leave();
  }

  /** Deletes the files and the mark of the run that was started here, and nothing else. */
  public void abandon() throws IOException {
    committer.abort();
  }

  /**
   * Requires that no other run has started here after this one.
   *
   * @throws Failure of kind refused if one has
   */
  public void requireOwned() throws IOException {
    ownership.require();
  }

  /**
   * Requires that no run is about to replace the result.
   *
   * @throws Failure of kind refused if one is
   */
  public void requireNoRun() throws IOException {
    ownership.requireNoRun();
  }

  /**
   * The manifest of the finished result.
   *
   * @throws Failure of kind input if the directory has none
   */
  public Manifest requireFinished() throws IOException {
    return result.require();
  }

  /** SHA-256 of the manifest, in hexadecimal digits. */
  public String manifestDigest() throws IOException {
    return result.manifestDigest();
  }

  /**
   * Files that are missing or whose size or SHA-256 differs from the manifest, and files of jobs
   * that it does not list. Reads the whole result.
   */
  public List<DamagedFile> damagedFiles() throws IOException {
    return result.damagedFiles();
  }

  /**
   * Requires that a file or directory of the result agrees with the manifest; reads all of it.
   *
   * @throws Failure of kind input that names the first damaged file
   */
  public void requireUnaltered(Manifest manifest, String relative) throws IOException {
    result.requireUnaltered(manifest, relative);
  }

  /**
   * Requires that every file of the manifest exists and has its size; reads no file.
   *
   * @param optional files that may be missing
   * @throws Failure of kind input that names the first damaged file
   */
  public void requireSizes(Manifest manifest, Set<String> optional) throws IOException {
    result.requireSizes(manifest, optional);
  }

  /** Rewrites a file of the finished result and its entry in the manifest. */
  public Manifest replace(String relative, byte[] content) throws IOException {
    return result.replace(relative, content);
  }

  /**
   * Writes a manifest with the entries of files that were added to the finished result or
   * rewritten.
   *
   * @param manifest the new manifest without the entries of the files
   */
  public Manifest enter(Manifest manifest, List<String> written) throws IOException {
    return result.enter(manifest, written);
  }
}
