package io.sparkhessian.report;

import io.sparkhessian.report.heatmap.HeatmapModel;
import java.util.LinkedHashMap;
import java.util.Map;

/** Variables of the page template, derived from the data of a report. */
final class PageModel {
  private PageModel() {}

  static Map<String, Object> of(ReportData data) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("report", data);
    model.put("hasChecks", !data.checks().rows().isEmpty());
    model.put("heatmap", data.heatmap().map(HeatmapModel::of).orElse(null));
    model.put("timing", data.timing().chapter());
    return model;
  }
}
