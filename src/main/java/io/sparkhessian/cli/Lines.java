package io.sparkhessian.cli;

/** Text in two columns: a label and its text. */
final class Lines {
  private final StringBuilder text = new StringBuilder();

  void title(String title) {
    text.append(title).append('\n');
  }

  void add(String label, String content) {
    text.append("  %-12s %s%n".formatted(label, content));
  }

  void note(String note) {
    text.append(note).append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
