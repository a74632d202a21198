package io.sparkhessian.cli;

import java.util.List;

/** A small job of each kind and the figures in its report. */
enum KindOfResult {
  HESSIAN("conf/iris-mlp.yaml", "", "heatmap diagonal eigenvalues density"),
  DIAGONAL("conf/iris-mlp.yaml", "compute=diagonal", "diagonal"),
  BLOCKS("conf/iris-mlp.yaml", "compute=blocks", "heatmap diagonal"),
  GAUSS_NEWTON("conf/iris-mlp.yaml", "compute=gauss-newton", "heatmap eigenvalues"),
  FISHER("conf/iris-mlp.yaml", "compute=fisher", "heatmap eigenvalues"),
  COMPARED("conf/iris-mlp.yaml", "compute=hesscale compare=true", "comparison diagonal"),
  HUTCHINSON("conf/iris-mlp.yaml", "compute=hutchinson probes=20", "diagonal"),
  SPECTRUM(
      "conf/iris-mlp.yaml",
      "compute=spectrum blocks=layer eigenvectors=true count=5 end=both",
      "eigenvalues density shares residuals blocks"),
  EXTREME(
      "conf/iris-mlp.yaml",
      "compute=spectrum method=lanczos count=4 eigenvectors=true",
      "eigenvalues shares residuals"),
  DENSITY(
      "conf/iris-mlp.yaml",
      "compute=spectrum of=gauss-newton blocks=tensor find=[density] probes=4 steps=20",
      "density blocks"),
  TRACE("conf/iris-mlp.yaml", "compute=trace blocks=tensor probes=24", "traces"),
  SOLVE(
      "conf/iris-mlp.yaml",
      "compute=solve vectors=data/iris/vectors.npy damping=0.01",
      "steps shares solution"),
  PRODUCTS("conf/iris-hvp.yaml", "", "curvature shares"),
  INPUT_HESSIAN(
      "conf/iris-mlp.yaml",
      "wrt=inputs compute=hessian",
      "heatmap features samples-value samples-slope samples-trace samples-largest"),
  INPUT_LAPLACIAN(
      "conf/iris-mlp.yaml", "wrt=inputs compute=laplacian", "samples-value samples-trace");

  private final String job;
  private final String settings;
  private final String figures;

  KindOfResult(String job, String settings, String figures) {
    this.job = job;
    this.settings = settings;
    this.figures = figures;
  }

  String job() {
    return job;
  }

  /** Settings in addition to the job file. */
  List<String> settings() {
    return List.of((settings + " export=[]").strip().split(" ", -1));
  }

  List<String> figures() {
    return List.of(figures.split(" ", -1));
  }
}
