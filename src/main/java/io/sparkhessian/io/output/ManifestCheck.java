package io.sparkhessian.io.output;

import io.sparkhessian.io.file.FileEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;

/** Compares the files of a result with their manifest. */
record ManifestCheck(ResultFiles results) {
  /**
   * Files that differ from the manifest, and files of jobs that it does not list.
   *
   * @param selected the paths to check
   */
  List<DamagedFile> damaged(Manifest manifest, Predicate<String> selected) throws IOException {
    SortedMap<String, Long> sizes = results.sizes();
    sizes.keySet().removeIf(selected.negate());
    List<DamagedFile> damaged = new ArrayList<>();
    for (FileEntry listed :
        manifest.files().stream().filter(file -> selected.test(file.path())).toList()) {
      Optional<DamagedFile> wrongSize = wrongSize(listed, sizes.remove(listed.path()));
      if (wrongSize.isPresent()) {
        damaged.add(wrongSize.get());
      } else if (!results.entry(listed.path()).equals(listed)) {
        damaged.add(new DamagedFile(listed.path(), "does not match the SHA-256 in the manifest"));
      }
    }
    for (String unlisted : sizes.keySet()) {
      if (results.mustBeListed(unlisted)) {
        damaged.add(new DamagedFile(unlisted, "is not in the manifest"));
      }
    }
    return damaged;
  }

  /**
   * The first file that is missing or has another size than in the manifest; reads no file.
   *
   * @param optional files that may be missing
   */
  Optional<DamagedFile> firstOfWrongSize(Manifest manifest, Set<String> optional)
      throws IOException {
    SortedMap<String, Long> sizes = results.sizes();
    return manifest.files().stream()
        .filter(listed -> sizes.containsKey(listed.path()) || !optional.contains(listed.path()))
        .flatMap(listed -> wrongSize(listed, sizes.get(listed.path())).stream())
        .findFirst();
  }

  private static Optional<DamagedFile> wrongSize(FileEntry listed, Long size) {
    if (size == null) {
      return Optional.of(new DamagedFile(listed.path(), "is missing"));
    }
    if (size != listed.size()) {
      String damage = "has %d bytes, the manifest says %d".formatted(size, listed.size());
      return Optional.of(new DamagedFile(listed.path(), damage));
    }
    return Optional.empty();
  }
}
