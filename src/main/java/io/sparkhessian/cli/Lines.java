package io.sparkhessian.cli;

/** Text in two columns: a word, and what is said of it. */
final class Lines {
  private final StringBuilder text = new StringBuilder();

  void title(String title) {
    text.append(title).append('\n');
  }

  void add(String word, String saying) {
    text.append("  %-12s %s%n".formatted(word, saying));
  }

  void note(String note) {
    text.append(note).append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
