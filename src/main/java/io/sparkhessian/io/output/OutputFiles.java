package io.sparkhessian.io.output;

import io.sparkhessian.io.file.AtomicFile;
import io.sparkhessian.io.parameters.ParameterFile;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files and directories that jobs write at the top of their output directories.
 *
 * @param names of the files and directories of all quantities
 * @param durable directories of quantities whose files persist one by one, so that a later run can
 *     resume
 */
public record OutputFiles(Set<String> names, Set<String> durable) {
  static final String GRADIENT = "gradient.npy";

  /** Names that a job of any quantity may write. */
  private static final Set<String> COMMON =
      Set.of(
          OutputDirectory.MANIFEST,
          ParameterFile.NAME,
          GRADIENT,
          Certificate.FILE,
          PieceStore.DIRECTORY,
          Staging.DIRECTORY,
          ReportFile.NAME);

  public OutputFiles {
    names = Set.copyOf(names);
    durable =
        Stream.concat(durable.stream(), Stream.of(PieceStore.DIRECTORY))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** All names, including those that a job of any quantity may write. */
  Set<String> all() {
    return Stream.concat(names.stream(), COMMON.stream()).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a job writes a file or directory of this name as a part of its result. */
  boolean isOfResult(String name) {
    return COMMON.contains(name) || names.contains(name) || name.startsWith(AtomicFile.PREFIX);
  }

  /** Whether a job writes this name, as a part of its result or during its run. */
  boolean isOfJob(String name) {
    return name.startsWith("_") || isOfResult(name);
  }
}
