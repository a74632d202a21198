package io.sparkhessian.io.output;

/** What an output directory holds before a job starts. */
sealed interface OutputState {
  /** Nothing: it is not there, or empty. */
  record Absent() implements OutputState {}

  /** What a job left that did not finish. */
  record Unfinished(RunMarks.Numbered last) implements OutputState {}

  /** A whole result. */
  record Finished(Manifest manifest) implements OutputState {}

  /** Something that no job wrote; {@code what} says it, to follow the name of the directory. */
  record Foreign(String what, boolean isFile) implements OutputState {}
}
