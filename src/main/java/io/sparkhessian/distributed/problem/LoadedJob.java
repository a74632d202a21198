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
import io.sparkhessian.model.ModelFile;
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

/**
 * A job with everything it names read and checked.
 *
 * @param parameterNames N names
 * @param featureNames d names; none without data
 * @param whyDense what keeps features dense that came as sparse vectors
 * @param modelFiles the files that the objective was read from
 * @param vectors what the Hessian is to be multiplied with, if the job names it
 */
public record LoadedJob(
    Job job,
    Problem problem,
    SampleData data,
    List<String> parameterNames,
    List<String> featureNames,
    Optional<String> whyDense,
    List<ModelFile> modelFiles,
    Optional<VectorFile> vectors) {

  /**
   * Reads the parameters, the data and the vectors.
   *
   * @param broadcastLimit bytes of data that still fit a broadcast; more are spread
   * @throws Failure of kind INPUT when something is missing or does not fit together
   */
  public static LoadedJob load(SparkSession spark, Job job, Model model, long broadcastLimit)
      throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    ParameterVector parameters = parameters(hadoop, job, model);
    Optional<DataReader> reader =
        job.data().map(data -> DataReader.open(spark, data.with(model.roles(data.roles()))));
    Columns columns = reader.map(DataReader::columns).orElse(Columns.NONE);
    Objective objective = objective(job, model, columns, parameters);
    Optional<DataTable> table =
        reader.map(opened -> read(opened, job, objective, parameters, broadcastLimit));
    int nonzeros = table.map(read -> read.data().shape().features().nonzeros()).orElse(0);
    Graph graph =
        ObjectiveGraph.of(objective, columns.withNonzeros(nonzeros), job.reduction(), job.l2());
    requireData(graph, columns, table.isPresent());
    requireWeight(job, table);
    requireCount(graph, job, parameters);
    SampleData data =
        table.map(DataTable::data).orElseGet(() -> SampleData.Here.of(Samples.none()));
    List<String> featureNames = table.map(DataTable::featureNames).orElse(List.of());
    List<String> names = ElementNames.of(objective, graph, featureNames);
    double[] values = parameters.inOrderOf(names, parameterFile(job));
    Problem problem = new Problem(graph, values, data.shape().totalWeight());
    Optional<VectorFile> vectors =
        job.quantity().vectors().map(file -> VectorFile.open(hadoop, file, values.length));
    Optional<String> whyDense =
        table.filter(DataTable::expanded).flatMap(read -> whyDense(job, graph));
    return new LoadedJob(
        job, problem.named(names), data, names, featureNames, whyDense, model.files(), vectors);
  }

  /** Returns the values of the job's file, or else the model's own. */
  private static ParameterVector parameters(Configuration hadoop, Job job, Model model) {
    return job.parameters()
        .map(file -> ParameterFile.read(hadoop, file))
        .or(model::parameters)
        .orElseThrow(() -> new IllegalStateException(job.objective().word() + ": no parameters"));
  }

  private static String parameterFile(Job job) {
    return job.parameters().orElse("objective");
  }

  private static Optional<String> whyDense(Job job, Graph graph) {
    return job.quantity().byInputs()
        ? Optional.of("derivatives are taken by each of them")
        : graph.denseUseOfFeatures().map(node -> "the objective uses them in " + node.op().label());
  }

  private static Objective objective(
      Job job, Model model, Columns columns, ParameterVector parameters) {
    if (job.data().isPresent() && columns.features() == 0 && job.objective().needsFeatures()) {
      throw Failure.input(
          "%s: has no features, no column but those in data.label, data.offset and data.weight; add some"
              .formatted(job.data().get().path()));
    }
    return model.objective(columns, parameters.values().length);
  }

  private static DataTable read(
      DataReader reader, Job job, Objective objective, ParameterVector parameters, long limit) {
    Columns columns = reader.columns();
    Graph dense = ObjectiveGraph.of(objective, columns, job.reduction(), job.l2());
    if (columns.features() > parameters.values().length && job.objective().needsFeatures()) {
      requireCount(dense, job, parameters); // before a name is made of each of them
    }
    boolean unlabelled =
        columns.width(Leaf.SampleInput.LABEL) == 0 && !job.objective().needsLabel();
    return reader.read(
        unlabelled ? LabelRule.none() : objective.labels(),
        dense.denseUseOfFeatures().isEmpty() && !job.quantity().byInputs(),
        limit);
  }

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

  /** A mean over infinite weights would be zero. */
  private static void requireWeight(Job job, Optional<DataTable> table) {
    if (table.isPresent() && Double.isInfinite(table.get().data().shape().totalWeight())) {
      DataSpec data = job.data().orElseThrow();
      throw Failure.input(
          "%s, column '%s': the weights add up to more than a number can be; make them smaller"
              .formatted(data.path(), data.roles().weight().orElseThrow()));
    }
  }

  private static void requireCount(Graph graph, Job job, ParameterVector parameters) {
    ParameterLayout layout = ParameterLayout.of(graph);
    if (layout.size() != parameters.values().length) {
      String shapes =
          layout.blocks().stream()
              .map(block -> "%s %d×%d".formatted(block.name(), block.rows(), block.columns()))
              .collect(Collectors.joining(", "));
      throw Failure.input(
          "%s: %d parameters, but the objective has %d (%s); check the file and the objective"
              .formatted(parameterFile(job), parameters.values().length, layout.size(), shapes));
    }
  }
}
