package io.sparkhessian.job.yaml;

/** Input text for one-line messages: shortened and without control characters. */
public final class MessageText {
  private static final int LONGEST = 80;

  private MessageText() {}

  /** Returns the text in single quotes. */
  public static String quoted(String text) {
    return "'" + line(text) + "'";
  }

  public static String line(String text) {
    return line(text, LONGEST);
  }

  public static String line(String text, int longest) {
    String shortened = text.length() > longest ? text.substring(0, longest) + "…" : text;
    StringBuilder line = new StringBuilder(shortened.length());
    shortened
        .codePoints()
        .forEach(
            c -> {
              if (c == '\n') {
                line.append("\\n");
              } else if (c == '\t') {
                line.append("\\t");
              } else if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
                line.append(String.format("\\u%04x", c));
              } else {
                line.appendCodePoint(c);
              }
            });
    return line.toString();
  }
}
