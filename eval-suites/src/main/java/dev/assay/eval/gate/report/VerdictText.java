package dev.assay.eval.gate.report;

import dev.assay.eval.gate.GateLine;
import dev.assay.eval.gate.settings.LineStatus;
import java.util.ArrayList;
import java.util.List;

/** A verdict in one sentence. */
public final class VerdictText {
  private VerdictText() {}

  /** {@code regressed (exit 10): 1 regressed, 7 ok; worst mmlu acc −0.63 [−1.00, −0.26]}. */
  public static String of(GateReport report) {
    List<String> counts = new ArrayList<>();
    for (LineStatus status : LineStatus.values()) {
      long count = report.verdict().count(status);
      if (count > 0) {
        counts.add(count + " " + status.toString().replace('_', ' '));
      }
    }
    String worst =
        report.worstFirst().stream()
            .filter(GateLine::counts)
            .filter(
                line ->
                    line.status() == LineStatus.REGRESSED || line.status() == LineStatus.CHANGED)
            .findFirst()
            .map(line -> "; first " + line.name() + " " + Numbers.difference(line))
            .orElse("");
    return "%s (exit %d): %s%s%s"
        .formatted(
            report.verdict().status(),
            report.verdict().status().exitCode(),
            counts.isEmpty() ? "no line counts" : String.join(", ", counts),
            worst.stripTrailing(),
            report.pinned().map(tag -> "; the candidate is pinned as " + tag).orElse(""));
  }
}
