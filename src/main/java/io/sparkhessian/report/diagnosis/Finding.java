package io.sparkhessian.report.diagnosis;

import java.util.List;

/**
 * A finding about the model, in words.
 *
 * @param headline the finding in one line
 * @param evidence the numbers behind it
 * @param remedy advice; may be empty
 * @param names the parameters concerned, or the first of many
 */
public record Finding(
    Verdict verdict, String headline, String evidence, String remedy, List<String> names) {
  public Finding {
    names = List.copyOf(names);
  }
}
