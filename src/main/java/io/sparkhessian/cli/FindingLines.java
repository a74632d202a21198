package io.sparkhessian.cli;

import io.sparkhessian.report.diagnosis.Finding;
import java.util.List;

/** The lines with the headlines of the findings, worst first. */
final class FindingLines {
  private static final int MAX_FINDINGS = 4;

  private FindingLines() {}

  static void add(Lines lines, List<Finding> findings) {
    for (Finding finding : findings.stream().limit(MAX_FINDINGS).toList()) {
      lines.add(finding.verdict().word(), finding.headline());
    }
    if (findings.size() > MAX_FINDINGS) {
      lines.add("", "and %d more in the report".formatted(findings.size() - MAX_FINDINGS));
    }
  }
}
