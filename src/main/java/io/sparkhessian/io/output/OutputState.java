package io.sparkhessian.io.output;

/** Content of an output directory before a job starts. */
sealed interface OutputState {
  /** Nothing: the directory does not exist or is empty. */
  record Absent() implements OutputState {}

  /** The files of an unfinished run. */
  record Unfinished(RunMarks.Numbered last) implements OutputState {}

  /** A complete result. */
  record Finished(Manifest manifest) implements OutputState {}

  /** Files that no job wrote; {@code what} follows the name of the directory in messages. */
  record Foreign(String what, boolean isFile) implements OutputState {}
}
