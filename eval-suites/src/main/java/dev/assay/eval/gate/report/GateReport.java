package dev.assay.eval.gate.report;

import dev.assay.core.digest.Sha256;
import dev.assay.eval.gate.GateLine;
import dev.assay.eval.gate.GateVerdict;
import dev.assay.eval.gate.LineName;
import dev.assay.eval.gate.settings.GateConfiguration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A gate, decided.
 *
 * @param gateId in the order of time: {@code yyyymmddThhmmss-8 hexadecimal digits}
 * @param baseline empty where there was none
 * @param pinned tag that the candidate was pinned to, since there was no baseline
 * @param drift of lines
 * @param history of lines, the oldest gate first, this one last
 * @param seconds from the start to the verdict, evaluation included
 */
public record GateReport(
    String gateId,
    Instant created,
    GateConfiguration configuration,
    GateVerdict verdict,
    ReportedRun candidate,
    Optional<ReportedRun> baseline,
    Optional<String> pinned,
    Map<LineName, Drift> drift,
    Map<LineName, List<HistoryPoint>> history,
    Surroundings surroundings,
    double seconds) {
  public GateReport {
    drift = Map.copyOf(drift);
    history = Map.copyOf(history);
  }

  /** Of the file as it was read and what was set beside it. */
  public String configurationDigest() {
    return Sha256.of(configuration.text());
  }

  public Drift drift(GateLine line) {
    return drift.getOrDefault(line.name(), Drift.NONE);
  }

  /** What counts first, the worst first. */
  public List<GateLine> worstFirst() {
    return verdict.lines().stream()
        .sorted(
            Comparator.comparing(GateLine::informative)
                .thenComparing(line -> line.status().ordinal()))
        .toList();
  }
}
