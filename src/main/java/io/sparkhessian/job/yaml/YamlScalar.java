package io.sparkhessian.job.yaml;

import io.sparkhessian.Failure;
import java.util.List;

/**
 * A single value in a job file.
 *
 * @param value a String, Long, Double or Boolean
 * @param text the value as written
 */
public record YamlScalar(String place, String path, Object value, String text) implements YamlNode {

  @Override
  public String shown() {
    return value instanceof String
        ? "the string " + MessageText.quoted(text)
        : MessageText.line(text);
  }

  public String string() {
    if (!(value instanceof String string)) {
      throw Failure.input(mustBe("a string").getMessage() + "; put it in quotes");
    }
    if (string.isBlank()) {
      throw wrong("must not be empty");
    }
    return string;
  }

  /** Returns a text that is one of these words. */
  public String oneOf(List<String> known) {
    if (!(value instanceof String)) {
      throw mustBe("one of " + String.join(", ", known));
    }
    String given = string();
    if (!known.contains(given)) {
      throw unknown(given, known);
    }
    return given;
  }

  /** Returns the failure of a word that is not among the known ones. */
  public Failure unknown(String given, List<String> known) {
    return wrong(
        "is %s; did you mean '%s'? Known: %s"
            .formatted(
                MessageText.quoted(given),
                NearestName.to(given, known).orElseThrow(),
                String.join(", ", known)));
  }

  public double number() {
    double number;
    if (value instanceof Long whole) {
      number = whole.doubleValue();
    } else if (value instanceof Double real) {
      number = real;
    } else {
      throw mustBe("a number");
    }
    if (!Double.isFinite(number)) {
      throw mustBe("a finite number");
    }
    return number;
  }

  public double notNegative() {
    double number = number();
    if (number < 0) {
      throw mustBe("zero or more");
    }
    return number + 0.0; // maps -0.0 to 0.0: one fingerprint
  }

  public int integer(int least, int most) {
    if (!(value instanceof Long whole)) {
      throw mustBe("a whole number");
    }
    if (whole < least || whole > most) {
      throw mustBe(
          most == Integer.MAX_VALUE && whole < least
              ? "a whole number of at least " + least
              : "a whole number from " + least + " to " + most);
    }
    return whole.intValue();
  }

  public boolean flag() {
    if (!(value instanceof Boolean flag)) {
      throw mustBe("true or false");
    }
    return flag;
  }
}
