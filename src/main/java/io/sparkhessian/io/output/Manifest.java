package io.sparkhessian.io.output;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sparkhessian.io.file.FileEntry;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Contents of manifest.json, which describes a finished result.
 *
 * @param formatVersion {@link #FORMAT_VERSION}
 * @param applicationVersion version of spark-hessian
 * @param job resolved job
 * @param inputs absolute paths of the job's {@code parameters}, {@code data}, {@code vectors} and
 *     files of the objective
 * @param fingerprint fingerprint of the job; equal fingerprints mean equal numbers
 * @param parameters N
 * @param samples n; 0 for an objective without data
 * @param tile edge of a tile
 * @param blocks number of tasks of the plan
 * @param loss value of the objective at the parameters, finite
 * @param gradientNorm Euclidean norm of the gradient, finite
 * @param plan decisions of the planner
 * @param versions versions of spark, scala, java, hadoop, ejml, openblas
 * @param blas BLAS backend
 * @param times start, end and durations
 * @param files all files of the result except the manifest and {@code _SUCCESS}
 */
public record Manifest(
    @JsonProperty("formatVersion") int formatVersion,
    @JsonProperty("applicationVersion") String applicationVersion,
    @JsonProperty("job") Map<String, Object> job,
    @JsonProperty("inputs") Map<String, String> inputs,
    @JsonProperty("fingerprint") String fingerprint,
    @JsonProperty("N") long parameters,
    @JsonProperty("samples") long samples,
    @JsonProperty("tile") int tile,
    @JsonProperty("blockCount") long blocks,
    @JsonProperty("loss") double loss,
    @JsonProperty("gradientNorm") double gradientNorm,
    @JsonProperty("plan") Map<String, Object> plan,
    @JsonProperty("versions") Map<String, String> versions,
    @JsonProperty("blas") String blas,
    @JsonProperty("times") Times times,
    @JsonProperty("files") List<FileEntry> files) {

  /** Version of the format that this code writes and reads. */
  public static final int FORMAT_VERSION = 1;

  /**
   * Times of a run.
   *
   * @param started ISO 8601, UTC
   * @param finished ISO 8601, UTC
   * @param seconds wall time of each phase
   * @param tasks seconds of the tasks, by stage; empty if they were not measured
   */
  public record Times(
      @JsonProperty("started") String started,
      @JsonProperty("finished") String finished,
      @JsonProperty("seconds") Map<String, Double> seconds,
      @JsonProperty("tasks") Map<String, List<Double>> tasks) {
    public Times {
      seconds = inOrder(seconds);
      tasks = inOrder(tasks);
    }
  }

  public Manifest {
    boolean counted = parameters >= 0 && parameters <= Integer.MAX_VALUE;
    if (!counted || samples < 0 || tile < 1 || blocks < 0) {
      throw new IllegalArgumentException("N, samples, tile or blockCount is out of range");
    }
    if (!Double.isFinite(loss) || !Double.isFinite(gradientNorm)) {
      throw new IllegalArgumentException("loss or gradientNorm is not finite");
    }
    job = inOrder(job);
    inputs = inOrder(inputs);
    plan = inOrder(plan);
    versions = inOrder(versions);
    files = List.copyOf(files);
    Set<String> paths = new HashSet<>();
    for (FileEntry file : files) {
      if (!paths.add(file.path())) {
        throw new IllegalArgumentException("the file '" + file.path() + "' is listed twice");
      }
    }
  }

  /** Returns the job with absolute input paths, for a process in another directory. */
  public Map<String, Object> jobFromAnywhere() {
    Map<String, Object> there = new LinkedHashMap<>(job);
    for (String file : List.of("parameters", "vectors")) {
      if (inputs.containsKey(file)) {
        there.put(file, inputs.get(file));
      }
    }
    if (inputs.containsKey("data") && job.get("data") instanceof Map<?, ?> data) {
      Map<Object, Object> placed = new LinkedHashMap<>(data);
      placed.put("path", inputs.get("data"));
      there.put("data", placed);
    }
    return there;
  }

  /** Returns a copy with another job of equal fingerprint. */
  public Manifest withJob(Map<String, Object> other) {
    return with(other, times, files);
  }

  /** Returns a copy with other times. */
  public Manifest withTimes(Times other) {
    return with(job, other, files);
  }

  /** Returns a copy with files added; a new entry replaces the entry of the same path. */
  Manifest withEntered(List<FileEntry> entered) {
    SortedMap<String, FileEntry> entries = new TreeMap<>();
    files.forEach(file -> entries.put(file.path(), file));
    entered.forEach(file -> entries.put(file.path(), file));
    return withFiles(List.copyOf(entries.values()));
  }

  /** Returns a copy with other files. */
  public Manifest withFiles(List<FileEntry> other) {
    return with(job, times, other);
  }

  private Manifest with(
      Map<String, Object> otherJob, Times otherTimes, List<FileEntry> otherFiles) {
    return new Manifest(
        formatVersion,
        applicationVersion,
        otherJob,
        inputs,
        fingerprint,
        parameters,
        samples,
        tile,
        blocks,
        loss,
        gradientNorm,
        plan,
        versions,
        blas,
        otherTimes,
        otherFiles);
  }

  private static <V> Map<String, V> inOrder(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
