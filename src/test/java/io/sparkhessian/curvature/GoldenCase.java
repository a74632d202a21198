package io.sparkhessian.curvature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.objective.Objective;
import io.sparkhessian.objective.Reduction;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.ejml.data.DMatrixRMaj;

/** A case of a golden table: an objective, its data and the results of other software. */
record GoldenCase(String table, JsonNode fields) {

  static List<GoldenCase> read(String table) throws IOException {
    try (InputStream in = GoldenCase.class.getResourceAsStream("/golden/" + table)) {
      List<GoldenCase> cases = new ArrayList<>();
      new ObjectMapper().readTree(in).forEach(fields -> cases.add(new GoldenCase(table, fields)));
      return cases;
    }
  }

  String text(String field) {
    return fields.required(field).textValue();
  }

  /** The enum constant whose job-file spelling is the value of a field, e.g. cross-entropy. */
  <E extends Enum<E>> E choice(String field, Class<E> type) {
    return Enum.valueOf(type, text(field).toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  boolean has(String field) {
    return fields.has(field);
  }

  double number(String field) {
    return fields.required(field).doubleValue();
  }

  boolean flag(String field) {
    return fields.required(field).booleanValue();
  }

  double[] numbers(String field) {
    return numbers(fields.required(field));
  }

  List<Integer> wholeNumbers(String field) {
    List<Integer> all = new ArrayList<>();
    fields.required(field).forEach(each -> all.add(each.intValue()));
    return all;
  }

  double[][] matrix(String field) {
    return StreamSupport.stream(fields.required(field).spliterator(), false)
        .map(GoldenCase::numbers)
        .toArray(double[][]::new);
  }

  private static double[] numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::doubleValue)
        .toArray();
  }

  /** The objective at the case's parameters and data. */
  AtPoint at(Objective objective) {
    double[] weights = numbers("weights");
    Samples samples =
        new Samples(
            new DMatrixRMaj(matrix("features")),
            new DMatrixRMaj(matrix("labels")),
            new DMatrixRMaj(weights.length, 1, true, weights));
    return AtPoint.of(
        objective,
        has("offset") ? samples.with("offset", new DMatrixRMaj(matrix("offset"))) : samples,
        choice("reduction", Reduction.class),
        number("l2"),
        numbers("parameters"));
  }

  @Override
  public String toString() {
    return table + " " + text("name");
  }
}
