package dev.assay.spark.internal.gate;

import dev.assay.eval.gate.EarlierLines;
import dev.assay.eval.gate.GateLine;
import dev.assay.eval.gate.LineName;
import dev.assay.eval.gate.report.HistoryPoint;
import dev.assay.eval.statistic.Trend;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lines of the candidates before this one, each candidate once. */
final class LineHistory implements EarlierLines {
  /** Candidates that a trend looks at. */
  static final int CANDIDATES = 20;

  /** One for each candidate, the latest first. */
  private final List<Lines> gates;

  /** What a gate said. */
  private record Lines(EarlierGate gate, List<EarlierLine> lines) {
    Optional<EarlierLine> find(LineName name) {
      return lines.stream().filter(line -> line.name().equals(name)).findFirst();
    }
  }

  private LineHistory(List<Lines> gates) {
    this.gates = gates;
  }

  /**
   * @param candidates gates of other candidates, the latest first
   */
  static LineHistory of(GateHistory history, List<EarlierGate> candidates) {
    List<EarlierGate> latest = candidates.stream().limit(CANDIDATES).toList();
    Map<String, List<EarlierLine>> lines =
        history.lines(latest.stream().map(EarlierGate::gateId).toList());
    return new LineHistory(
        latest.stream().map(gate -> new Lines(gate, lines.get(gate.gateId()))).toList());
  }

  @Override
  public int worseInARow(LineName name) {
    int worse = 0;
    for (Lines gate : gates) {
      Optional<EarlierLine> line = gate.find(name);
      if (line.isEmpty() || !EarlierLines.wasWorse(line.get().status(), line.get().reason())) {
        return worse;
      }
      worse++;
    }
    return worse;
  }

  /** Over values that are known, this candidate's last. */
  Optional<Trend> trend(GateLine now) {
    List<Double> values = new ArrayList<>();
    values.add(now.candidate());
    for (Lines gate : gates) {
      gate.find(now.name()).map(EarlierLine::candidate).ifPresent(values::add);
    }
    Collections.reverse(values);
    return Trend.of(
        values.stream()
            .mapToDouble(Double::doubleValue)
            .filter(value -> !Double.isNaN(value))
            .toArray());
  }

  /** The oldest first, this gate last. */
  List<HistoryPoint> points(GateLine now, HistoryPoint point) {
    List<HistoryPoint> points = new ArrayList<>();
    points.add(point);
    for (Lines gate : gates) {
      gate.find(now.name()).map(line -> line.of(gate.gate())).ifPresent(points::add);
    }
    Collections.reverse(points);
    return points;
  }
}
