package io.sparkhessian.distributed.problem;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.curvature.layout.ParameterLayout;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Columns;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.io.data.DataReader;
import io.sparkhessian.io.data.DataTable;
import io.sparkhessian.io.data.SampleData;
import io.sparkhessian.io.npy.VectorFile;
import io.sparkhessian.io.parameters.ParameterFile;
import io.sparkhessian.io.parameters.ParameterVector;
import io.sparkhessian.job.DataSpec;
import io.sparkhessian.job.Job;
import io.sparkhessian.model.Model;
import io.sparkhessian.objective.ElementNames;
import io.sparkhessian.objective.LabelRule;
import io.sparkhessian.objective.Objective;
import io.sparkhessian.objective.ObjectiveGraph;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** Reads the parameters, the data and the vectors of a job whose model is read. */
public record JobLoader(Job job, Model model) {

  /**
   * Reads and checks everything.
   *
   * @param broadcastLimit bytes of data that still fit a broadcast; larger data stay on the
   *     executors
   * @throws Failure of kind input when something is missing or does not fit together
   */
  public LoadedJob load(SparkSession spark, long broadcastLimit) throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    ParameterVector parameters = parameters(hadoop);
    Optional<DataReader> reader =
        job.data().map(data -> DataReader.open(spark, data.with(model.roles(data.roles()))));
    Columns columns = reader.map(DataReader::columns).orElse(Columns.NONE);
    Objective objective = objective(columns, parameters);
    Optional<DataTable> table =
        reader.map(opened -> read(opened, objective, parameters, broadcastLimit));
    int nonzeros = table.map(read -> read.data().shape().features().nonzeros()).orElse(0);
    Graph graph =
        ObjectiveGraph.of(objective, columns.withNonzeros(nonzeros), job.reduction(), job.l2());
    requireData(graph, columns, table.isPresent());
    requireWeight(table);
    requireCount(graph, parameters);
    SampleData data =
        table.map(DataTable::data).orElseGet(() -> SampleData.Local.of(Samples.none()));
    List<String> featureNames = table.map(DataTable::featureNames).orElse(List.of());
    List<String> names = ElementNames.of(objective, graph, featureNames);
    double[] values = parameters.inOrderOf(names, parameterFile());
    Problem problem = new Problem(graph, values, data.shape().totalWeight());
    Optional<VectorFile> vectors =
        job.quantity().vectors().map(file -> VectorFile.open(hadoop, file, values.length));
    Optional<String> whyDense = table.filter(DataTable::expanded).flatMap(read -> whyDense(graph));
    return new LoadedJob(
        job, problem.named(names), data, names, featureNames, whyDense, model.files(), vectors);
  }

  /** Returns the values of the job's file, or else the model's own. */
  private ParameterVector parameters(Configuration hadoop) {
    return job.parameters()
        .map(file -> ParameterFile.read(hadoop, file))
        .or(model::parameters)
        .orElseThrow(() -> new IllegalStateException(job.objective().word() + ": no parameters"));
  }

  private String parameterFile() {
    return job.parameters().orElse("objective");
  }

  private Optional<String> whyDense(Graph graph) {
    return job.quantity().byInputs()
        ? Optional.of("derivatives are taken by each of them")
        : graph.denseUseOfFeatures().map(node -> "the objective uses them in " + node.op().label());
  }

  private Objective objective(Columns columns, ParameterVector parameters) {
    if (job.data().isPresent() && columns.features() == 0 && job.objective().needsFeatures()) {
      throw Failure.input(
          "%s: has no features, no column but those in data.label, data.offset and data.weight; add some"
              .formatted(job.data().get().path()));
    }
    return model.objective(columns, parameters.values().length);
  }

  private DataTable read(
      DataReader reader, Objective objective, ParameterVector parameters, long limit) {
    Columns columns = reader.columns();
    Graph dense = ObjectiveGraph.of(objective, columns, job.reduction(), job.l2());
    if (columns.features() > parameters.values().length && job.objective().needsFeatures()) {
      requireCount(dense, parameters); // before a name is made for each feature
    }
    boolean unlabelled =
        columns.width(Leaf.SampleInput.LABEL) == 0 && !job.objective().needsLabel();
    return reader.read(
        unlabelled ? LabelRule.none() : objective.labels(),
        dense.denseUseOfFeatures().isEmpty() && !job.quantity().byInputs(),
        limit);
  }

  /** Checks the rows that the objective reads against those of the data. */
  private static void requireData(Graph graph, Columns columns, boolean given) {
    List<Leaf.SampleInput> inputs =
        graph.nodes().stream()
            .map(Node::op)
            .filter(Leaf.SampleInput.class::isInstance)
            .map(Leaf.SampleInput.class::cast)
            .toList();
    if (inputs.isEmpty() && given) {
      throw Failure.input("data: the objective uses no data; leave the section out");
    }
    if (!inputs.isEmpty() && !given) {
      throw Failure.input("data: the objective is a sum over samples; say where they are");
    }
    for (Leaf.SampleInput input : inputs) {
      int width = columns.width(input.name());
      if (!columns.widths().containsKey(input.name())) {
        throw Failure.input(
            "data: the objective reads '%s', which the data do not have; name its column"
                .formatted(input.name()));
      }
      if (input.name().equals(Leaf.SampleInput.LABEL) && input.columns() != width) {
        throw Failure.input(
            "data.label: the objective has %d outputs, but %d label columns are named; name as many"
                .formatted(input.columns(), width));
      }
    }
    boolean usesOffset =
        inputs.stream().anyMatch(input -> input.name().equals(Leaf.SampleInput.OFFSET));
    if (columns.width(Leaf.SampleInput.OFFSET) > 0 && !usesOffset) {
      throw Failure.input("data.offset: the objective uses no offset; leave it out");
    }
  }

  /** Refuses infinite total weight, for which a mean would be zero. */
  private void requireWeight(Optional<DataTable> table) {
    if (table.isPresent() && Double.isInfinite(table.get().data().shape().totalWeight())) {
      DataSpec data = job.data().orElseThrow();
      throw Failure.input(
          "%s, column '%s': the weights add up to more than a number can be; make them smaller"
              .formatted(data.path(), data.roles().weight().orElseThrow()));
    }
  }

  private void requireCount(Graph graph, ParameterVector parameters) {
    ParameterLayout layout = ParameterLayout.of(graph);
    if (layout.size() != parameters.values().length) {
      String shapes =
          layout.blocks().stream()
              .map(block -> "%s %d×%d".formatted(block.name(), block.rows(), block.columns()))
              .collect(Collectors.joining(", "));
      throw Failure.input(
          "%s: %d parameters, but the objective has %d (%s); check the file and the objective"
              .formatted(parameterFile(), parameters.values().length, layout.size(), shapes));
    }
  }
}
