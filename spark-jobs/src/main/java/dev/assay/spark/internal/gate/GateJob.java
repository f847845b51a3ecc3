package dev.assay.spark.internal.gate;

import dev.assay.eval.comparison.ComparedSide;
import dev.assay.eval.gate.EarlierLines;
import dev.assay.eval.gate.Gate;
import dev.assay.eval.gate.GateLine;
import dev.assay.eval.gate.GateStatus;
import dev.assay.eval.gate.GateVerdict;
import dev.assay.eval.gate.LineName;
import dev.assay.eval.gate.OutsideMeasures;
import dev.assay.eval.gate.evidence.Evidence;
import dev.assay.eval.gate.report.Drift;
import dev.assay.eval.gate.report.GateReport;
import dev.assay.eval.gate.report.HistoryPoint;
import dev.assay.eval.gate.report.ReportedRun;
import dev.assay.eval.gate.report.Surroundings;
import dev.assay.eval.gate.settings.FirstRun;
import dev.assay.eval.gate.settings.GateConfiguration;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.tables.AssayVersion;
import dev.assay.spark.internal.tables.ComparedSides;
import dev.assay.spark.internal.tables.RunFolder;
import dev.assay.spark.internal.tables.RunTables;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides about a run that is there, and writes down what was decided: lines, then the gate, then
 * reports, {@code gate.json} last of all. Whatever ends it before that, the same command decides
 * alike: nothing that it reads is its own.
 */
public final class GateJob {
  private final LazySession spark;
  private final GateConfiguration configuration;
  private final Instant started;
  private final Optional<String> revision;
  private final Optional<String> buildUrl;
  private final GateHistory history;
  private final OutsideRoad outside;

  /** How what no items of the runs have is measured. */
  @FunctionalInterface
  public interface OutsideRoad {
    /**
     * @param baseline empty where there is none yet
     */
    OutsideMeasures of(RunFolder candidate, Optional<RunFolder> baseline);
  }

  /**
   * @param started when the gate was, its evaluation included
   * @param revision of the caller's sources
   * @param buildUrl page of the build that called
   * @param outside how what no items of the runs have is measured
   */
  public GateJob(
      LazySession spark,
      GateConfiguration configuration,
      Instant started,
      Optional<String> revision,
      Optional<String> buildUrl,
      OutsideRoad outside) {
    this.spark = spark;
    this.configuration = configuration;
    this.started = started;
    this.revision = revision;
    this.buildUrl = buildUrl;
    this.outside = outside;
    this.history = new GateHistory(spark.hadoop(), configuration.history());
  }

  /**
   * Decides, and writes nothing.
   *
   * @throws dev.assay.core.error.AssayException of kind USAGE for a run, line or metric that is not
   *     there; of kind TOO_MANY_FAILURES where more of the candidate's items failed than may
   */
  public GateReport decide(RunFolder candidate) {
    spark.describe("decide about " + candidate);
    ComparedSide mine = ComparedSides.run(spark, candidate);
    configuration
        .maxFailed()
        .check(
            mine.scores().failed(),
            mine.scores().items(),
            "items of the candidate",
            "see error_code and error_message in the table items of " + candidate);
    List<EarlierGate> earlier = history.gates(configuration.name());
    Baselines baselines = new Baselines(configuration, history, candidate, earlier);
    LineHistory lines = LineHistory.of(history, earlier, baselines.candidatesBefore());
    Optional<RunFolder> chosen = baselines.chosen();
    Optional<ComparedSide> other =
        chosen.map(run -> run.equals(candidate) ? mine : ComparedSides.run(spark, run));
    GateVerdict verdict =
        new Gate(configuration, lines, outside.of(candidate, chosen)).decide(mine, other);
    String gateId = TimedId.of(started);
    Map<LineName, Drift> drift = new HashMap<>();
    Map<LineName, List<HistoryPoint>> points = new HashMap<>();
    Map<LineName, Drift.Previous> previous = previous(mine, verdict, baselines, chosen);
    for (GateLine line : verdict.lines()) {
      drift.put(
          line.name(),
          new Drift(Optional.ofNullable(previous.get(line.name())), lines.trend(line)));
      points.put(line.name(), lines.points(line, point(gateId, candidate, line)));
    }
    boolean pins =
        chosen.isEmpty()
            && configuration.firstRun() == FirstRun.PIN
            && verdict.status() == GateStatus.PASSED;
    return new GateReport(
        gateId,
        started,
        configuration,
        verdict,
        reported(candidate, mine),
        other.map(side -> reported(chosen.orElseThrow(), side)),
        pins ? baselines.tag() : Optional.empty(),
        drift,
        points,
        new Surroundings(
            AssayVersion.current(),
            spark.version(),
            Runtime.version().toString(),
            revision,
            buildUrl),
        (Instant.now().toEpochMilli() - started.toEpochMilli()) / 1000.0);
  }

  /** Against the candidate that passed before, where that is another run than the baseline. */
  private Map<LineName, Drift.Previous> previous(
      ComparedSide candidate,
      GateVerdict verdict,
      Baselines baselines,
      Optional<RunFolder> baseline) {
    // Information shall not stop a gate: the run may have been cleared away.
    Optional<RunFolder> before =
        baselines
            .latestPassed()
            .filter(run -> new RunTables(spark, run.output()).isComplete(run.runId()));
    if (before.isEmpty()) {
      return Map.of();
    }
    List<GateLine> lines =
        before.equals(baseline)
            ? verdict.lines()
            : new Gate(configuration, EarlierLines.NONE)
                .decide(candidate, before.map(run -> ComparedSides.run(spark, run)))
                .lines();
    Map<LineName, Drift.Previous> previous = new HashMap<>();
    for (GateLine line : lines) {
      if (line.evidence().isPresent()) {
        Evidence evidence = line.evidence().get();
        previous.put(
            line.name(),
            new Drift.Previous(evidence.baseline(), evidence.difference(), evidence.worse()));
      }
    }
    return previous;
  }

  private HistoryPoint point(String gateId, RunFolder candidate, GateLine line) {
    return new HistoryPoint(
        started,
        gateId,
        candidate.runId(),
        line.candidate(),
        line.baseline(),
        line.evidence().map(Evidence::difference).orElse(Double.NaN),
        line.evidence().map(evidence -> evidence.interval().lower()).orElse(Double.NaN),
        line.evidence().map(evidence -> evidence.interval().upper()).orElse(Double.NaN),
        line.status().toString(),
        line.reason());
  }

  private static ReportedRun reported(RunFolder run, ComparedSide side) {
    return new ReportedRun(
        run.output(),
        run.runId(),
        side.model(),
        side.scores().run().modelFingerprint(),
        side.scores().run().numericsVersion());
  }

  /** Writes down what was decided. */
  public void keep(GateReport report) {
    GateRows rows = new GateRows(report);
    HistoryWriter writer = new HistoryWriter(spark, configuration.history());
    writer.add(report.gateId(), rows.lines(), rows.gate());
    report
        .pinned()
        .ifPresent(
            tag ->
                writer.add(
                    new Pin(
                        report.created(),
                        tag,
                        new RunFolder(report.candidate().output(), report.candidate().runId()),
                        "gate " + report.gateId(),
                        "the first candidate",
                        true)));
  }
}
