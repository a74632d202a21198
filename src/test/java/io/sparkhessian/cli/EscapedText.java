package io.sparkhessian.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Text with the escapes {@code \n \r \t \s \\ \xHH}. */
final class EscapedText {
  private EscapedText() {}

  /** Returns the bytes: UTF-8, with {@code \xHH} as a single byte. */
  static byte[] bytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int at = 0; at < text.length(); at++) {
      int next = text.indexOf('\\', at);
      int end = next < 0 ? text.length() : next;
      bytes.writeBytes(text.substring(at, end).getBytes(StandardCharsets.UTF_8));
      at = end;
      if (at < text.length()) {
        at++;
        switch (text.charAt(at)) {
          case 'n' -> bytes.write('\n');
          case 'r' -> bytes.write('\r');
          case 't' -> bytes.write('\t');
          case 's' -> bytes.write(' ');
          case '\\' -> bytes.write('\\');
          case 'x' -> {
            bytes.write(HexFormat.fromHexDigits(text, at + 1, at + 3));
            at += 2;
          }
          default -> throw new IllegalArgumentException("unknown escape in " + text);
        }
      }
    }
    return bytes.toByteArray();
  }

  /** Returns the text without escapes. */
  static String text(String text) {
    return new String(bytes(text), StandardCharsets.UTF_8);
  }
}
