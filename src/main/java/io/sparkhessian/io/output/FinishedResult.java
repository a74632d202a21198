package io.sparkhessian.io.output;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.FileEntry;
import io.sparkhessian.io.file.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads, checks and extends the finished result of an output directory. */
record FinishedResult(OutputContents contents, Ownership ownership) {
  /**
   * The manifest.
   *
   * @throws Failure of kind input if the directory has none
   */
  Manifest require() throws IOException {
    Location location = contents.location();
    OutputState state;
    try {
      state = contents.state(ownership);
    } catch (IOException e) {
      throw Location.unreadable(location.text(), e);
    }
    if (state instanceof OutputState.Finished finished) {
      return finished.manifest();
    }
    String why = "it has no manifest.json";
    if (state instanceof OutputState.Absent && !location.exists()) {
      why = "there is no such directory";
    } else if (state instanceof OutputState.Foreign foreign && foreign.isFile()) {
      why = "it is a file";
    }
    throw Failure.input(location.text() + " is not a result: " + why + "; run the job first");
  }

  List<DamagedFile> damagedFiles() throws IOException {
    return check().damaged(require(), any -> true);
  }

  /**
   * Requires that a file or directory of the result agrees with the manifest.
   *
   * @throws Failure of kind input that names the first damaged file
   */
  void requireUnaltered(Manifest manifest, String relative) throws IOException {
    refuse(
        check()
            .damaged(manifest, path -> path.equals(relative) || path.startsWith(relative + "/"))
            .stream()
            .findFirst());
  }

  /**
   * Requires that every file of the manifest exists with its size; reads no file.
   *
   * @param optional files that may be missing
   * @throws Failure of kind input that names the first damaged file
   */
  void requireSizes(Manifest manifest, Set<String> optional) throws IOException {
    refuse(check().firstOfWrongSize(manifest, optional));
  }

  private void refuse(Optional<DamagedFile> damaged) {
    if (damaged.isPresent()) {
      throw damaged.get().refusal(contents.location().text());
    }
  }

  private ManifestCheck check() {
    return new ManifestCheck(contents.results());
  }

  /** Rewrites a file and its entry in the manifest. */
  Manifest replace(String relative, byte[] content) throws IOException {
    Manifest manifest = require();
    contents.location().child(relative).writeWhole(content);
    return enter(manifest, List.of(relative));
  }

  /**
   * Writes a manifest with new or updated entries of some files.
   *
   * @param manifest the manifest without the entries
   */
  Manifest enter(Manifest manifest, List<String> files) throws IOException {
    List<FileEntry> entries = new ArrayList<>();
    for (String relative : files) {
      entries.add(contents.results().entry(relative));
    }
    Manifest changed = manifest.withEntered(entries);
    contents.location().child(OutputDirectory.MANIFEST).writeWhole(ManifestJson.write(changed));
    return changed;
  }

  String manifestDigest() throws IOException {
    return contents.results().entry(OutputDirectory.MANIFEST).sha256();
  }
}
