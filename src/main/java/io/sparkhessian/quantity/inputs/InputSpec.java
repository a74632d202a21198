package io.sparkhessian.quantity.inputs;

import io.sparkhessian.io.samples.SampleTable;
import io.sparkhessian.job.ExportFormat;
import io.sparkhessian.job.QuantitySpec;
import io.sparkhessian.job.yaml.Choice;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Derivatives with respect to the features of each sample.
 *
 * @param columns names of features, in the order of the results; empty for all
 * @param output index of the model's output that replaces the loss
 * @param ofClass whether the job names the output as the score of a class
 * @param form stored part of a Hessian; packed for Laplacians
 */
public record InputSpec(
    InputQuantity kind,
    List<String> columns,
    OptionalInt output,
    boolean ofClass,
    TriangleForm form)
    implements QuantitySpec {
  public InputSpec {
    columns = List.copyOf(columns);
  }

  @Override
  public String word() {
    return kind.word();
  }

  @Override
  public boolean byInputs() {
    return true;
  }

  @Override
  public Map<String, Object> resolved() {
    Map<String, Object> inputs = new LinkedHashMap<>();
    if (!columns.isEmpty()) {
      inputs.put("columns", columns);
    }
    output.ifPresent(number -> inputs.put(ofClass ? "class" : "output", (long) number));
    if (!isLaplacian()) {
      inputs.put("form", Choice.name(form));
    }
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put(InputReader.SECTION, inputs);
    return keys;
  }

  /** Returns the formats that can hold one matrix per sample. */
  @Override
  public Set<ExportFormat> exports() {
    return EnumSet.of(ExportFormat.NPY, ExportFormat.CSV);
  }

  boolean isLaplacian() {
    return kind == InputQuantity.INPUT_LAPLACIAN;
  }

  /** Returns the form of the second derivatives in the table of results. */
  SampleTable.Form tableForm() {
    if (isLaplacian()) {
      return SampleTable.Form.TRACE;
    }
    return form == TriangleForm.FULL ? SampleTable.Form.FULL : SampleTable.Form.PACKED;
  }

  /** Returns the key that names the output. */
  String outputKey() {
    return ofClass ? "inputs.class" : "inputs.output";
  }
}
