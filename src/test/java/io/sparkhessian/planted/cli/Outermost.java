package io.sparkhessian.planted.cli;

import io.sparkhessian.planted.graph.PlantedManager;

/** Closes a cycle of packages on purpose, for {@code ArchitectureTest}. */
public record Outermost(PlantedManager innermost) {}
