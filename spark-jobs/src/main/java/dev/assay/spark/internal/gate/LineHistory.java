package dev.assay.spark.internal.gate;

import dev.assay.eval.gate.EarlierLines;
import dev.assay.eval.gate.GateLine;
import dev.assay.eval.gate.LineName;
import dev.assay.eval.gate.report.HistoryPoint;
import dev.assay.eval.gate.settings.LineStatus;
import dev.assay.eval.statistic.Trend;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Lines of the candidates before this one, each candidate once. */
final class LineHistory implements EarlierLines {
  /** Candidates that a trend looks at. */
  static final int CANDIDATES = 20;

  /** One for each candidate, the latest first. */
  private final List<Lines> gates;

  /** Of all gates, the latest first: one of the same candidate may have had another judge. */
  private final List<EarlierLine> latest;

  /** What a gate said. */
  private record Lines(EarlierGate gate, List<EarlierLine> lines) {
    Optional<EarlierLine> find(LineName name) {
      return lines.stream().filter(line -> line.name().equals(name)).findFirst();
    }
  }

  private LineHistory(List<Lines> gates, List<EarlierLine> latest) {
    this.gates = gates;
    this.latest = latest;
  }

  /**
   * @param all gates, the latest first
   * @param candidates those of other candidates, the latest first
   */
  static LineHistory of(GateHistory history, List<EarlierGate> all, List<EarlierGate> candidates) {
    List<String> latest = all.stream().limit(CANDIDATES).map(EarlierGate::gateId).toList();
    List<EarlierGate> others = candidates.stream().limit(CANDIDATES).toList();
    List<String> ids =
        Stream.concat(latest.stream(), others.stream().map(EarlierGate::gateId))
            .distinct()
            .toList();
    Map<String, List<EarlierLine>> lines = history.lines(ids);
    return new LineHistory(
        others.stream().map(gate -> new Lines(gate, lines.get(gate.gateId()))).toList(),
        latest.stream().flatMap(id -> lines.get(id).stream()).toList());
  }

  /** A line that was not comparable says nothing of its judge. */
  @Override
  public Optional<String> judge(LineName name) {
    return latest.stream()
        .filter(line -> line.name().equals(name) && line.judge() != null)
        .filter(line -> !line.status().equals(LineStatus.NOT_COMPARABLE.toString()))
        .map(EarlierLine::judge)
        .findFirst();
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
