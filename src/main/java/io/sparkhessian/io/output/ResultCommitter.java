package io.sparkhessian.io.output;

import io.sparkhessian.io.file.Location;
import java.io.IOException;
import org.apache.hadoop.fs.FileStatus;

/** Ends a run: commits its result or deletes its files. */
record ResultCommitter(OutputContents contents, Ownership ownership, Staging staging) {
  /**
   * Makes the result visible: completes the manifest with the files that it does not list yet,
   * writes it atomically, then writes {@code _SUCCESS}.
   *
   * @return the manifest as written
   */
  Manifest commit(Manifest manifest) throws IOException {
    ownership.require();
    Location target = staging.target();
    ResultFiles own = new ResultFiles(target, contents.files());
    own.deleteChecksumFiles();
    own.removeUnfinished();
    Manifest complete;
    Heartbeat heartbeat = ownership.beat(); // hashing and renames that copy take long
    try {
      complete = manifest.withFiles(own.entries(manifest.files()));
      ownership.require();
      target.child(OutputDirectory.MANIFEST).writeWhole(ManifestJson.write(complete));
      if (staging.isReady()) {
        staging.publish();
      }
    } finally {
      heartbeat.close();
    }
    staging.close();
    cleanUp();
    return complete;
  }

  /** Deletes everything but the result after a run of this owner has finished. */
  void cleanUp() throws IOException {
    ownership.require();
    Heartbeat heartbeat = ownership.beat();
    try {
      contents.delete(PieceStore.DIRECTORY);
      staging.remove();
      if (!contents.exists(OutputDirectory.SUCCESS)) {
        Location success = contents.location().child(OutputDirectory.SUCCESS);
        success.files().create(success.path(), true).close();
      }
    } finally {
      heartbeat.close();
    }
    ownership.clear();
  }

  /** Deletes the files and the mark of this run, and nothing else. */
  void abort() throws IOException {
    if (!ownership.isHeld() || staging.isReady()) { // the next run publishes a complete result
      return;
    }
    for (FileStatus child : contents.children()) {
      String name = child.getPath().getName();
      if (staging.isOpen() ? name.equals(Staging.DIRECTORY) : contents.files().isOfResult(name)) {
        contents.delete(name);
      }
    }
    ownership.clear();
    contents.results().deleteChecksumFiles();
    Location location = contents.location();
    if (location.files().listStatus(location.path()).length == 0) {
      location.files().delete(location.path(), false);
    }
  }
}
