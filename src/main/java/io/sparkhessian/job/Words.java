package io.sparkhessian.job;

import java.util.List;

/** Lists of words in messages. */
final class Words {
  private Words() {}

  /** Returns "a, b or c". */
  static String either(List<String> words) {
    int last = words.size() - 1;
    return last == 0
        ? words.get(0)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }
}
