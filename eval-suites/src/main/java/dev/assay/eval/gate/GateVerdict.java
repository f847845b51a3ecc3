package dev.assay.eval.gate;

import dev.assay.eval.gate.settings.Consequence;
import dev.assay.eval.gate.settings.FirstRun;
import dev.assay.eval.gate.settings.GateConfiguration;
import dev.assay.eval.gate.settings.LineStatus;
import java.util.List;

/**
 * What all lines say together.
 *
 * @param lines in the order of the configuration
 */
public record GateVerdict(GateStatus status, List<GateLine> lines) {
  public GateVerdict {
    lines = List.copyOf(lines);
  }

  /** Of several that fail the verdict is the first of {@link GateStatus}. */
  static GateVerdict of(GateConfiguration configuration, List<GateLine> lines) {
    for (GateStatus status : GateStatus.values()) {
      if (status != GateStatus.PASSED
          && lines.stream().anyMatch(line -> says(configuration, line) == status)) {
        return new GateVerdict(status, lines);
      }
    }
    return new GateVerdict(GateStatus.PASSED, lines);
  }

  private static GateStatus says(GateConfiguration configuration, GateLine line) {
    boolean fails =
        line.status() == LineStatus.NO_BASELINE
            ? configuration.firstRun() == FirstRun.FAIL
            : configuration.on(line.status()) == Consequence.FAIL;
    if (!line.counts() || !fails) {
      return GateStatus.PASSED;
    }
    return switch (line.status()) {
      case REGRESSED, SUSPICIOUS -> GateStatus.REGRESSED;
      case CHANGED -> GateStatus.CHANGED;
      case NOT_COMPARABLE -> GateStatus.NOT_COMPARABLE;
      case INCONCLUSIVE, UNDERPOWERED -> GateStatus.INCONCLUSIVE;
      case NO_BASELINE -> GateStatus.NO_BASELINE;
      case IMPROVED, OK -> GateStatus.PASSED;
    };
  }

  /** Lines of a status that count. */
  public long count(LineStatus status) {
    return lines.stream().filter(GateLine::counts).filter(l -> l.status() == status).count();
  }

  /** Lines that the configuration warns of. */
  public List<GateLine> warnings(GateConfiguration configuration) {
    return lines.stream()
        .filter(GateLine::counts)
        .filter(line -> configuration.on(line.status()) == Consequence.WARN)
        .toList();
  }
}
