package io.sparkhessian.planted.graph;

import io.sparkhessian.planted.cli.Outermost;
import org.apache.spark.SparkConf;

/** Breaks the rules of {@code ArchitectureTest} on purpose: by its name, by Spark and by cli. */
public record PlantedManager(Outermost outermost, SparkConf settings) {}
