package io.sparkhessian.report.diagnosis;

import java.util.List;

/**
 * Something that the numbers say about the model, in words.
 *
 * @param headline what is the case
 * @param evidence the numbers that show it
 * @param remedy what to do; empty when there is nothing to do
 * @param names the parameters that it is about, the first ones where they are many
 */
public record Finding(
    Verdict verdict, String headline, String evidence, String remedy, List<String> names) {
  public Finding {
    names = List.copyOf(names);
  }
}
