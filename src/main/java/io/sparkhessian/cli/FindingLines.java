package io.sparkhessian.cli;

import io.sparkhessian.report.diagnosis.Finding;
import java.util.List;

/** The headlines of a report, worst first. */
final class FindingLines {
  private static final int MOST = 4;

  private FindingLines() {}

  static void add(Lines lines, List<Finding> findings) {
    for (Finding finding : findings.stream().limit(MOST).toList()) {
      lines.add(finding.verdict().word(), finding.headline());
    }
    if (findings.size() > MOST) {
      lines.add("", "and %d more in the report".formatted(findings.size() - MOST));
    }
  }
}
