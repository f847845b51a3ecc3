package dev.assay.spark.internal.gate;

import dev.assay.eval.comparison.ItemTally;
import dev.assay.eval.gate.GateLine;
import dev.assay.eval.gate.evidence.Evidence;
import dev.assay.eval.gate.report.Drift;
import dev.assay.eval.gate.report.GateReport;
import dev.assay.eval.gate.report.ReportedRun;
import dev.assay.eval.gate.settings.GateConfiguration;
import dev.assay.eval.gate.settings.LineStatus;
import dev.assay.eval.gate.settings.WrittenName;
import dev.assay.eval.statistic.Trend;
import dev.assay.spark.internal.tables.Table;
import dev.assay.spark.internal.tables.TableRow;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** A gate as rows. */
final class GateRows {
  private final GateReport report;

  GateRows(GateReport report) {
    this.report = report;
  }

  Row gate() {
    GateConfiguration configuration = report.configuration();
    return new TableRow(Table.GATES)
        .with("gate_id", report.gateId())
        .with("name", configuration.name())
        .with("created", Timestamp.from(report.created()))
        .with("config_sha256", report.configurationDigest())
        .with("config", configuration.text())
        .with("candidate_run", report.candidate().runId())
        .with("candidate_output", report.candidate().output())
        .with("baseline_run", report.baseline().map(ReportedRun::runId).orElse(null))
        .with("baseline_output", report.baseline().map(ReportedRun::output).orElse(null))
        .with("baseline_kind", configuration.baseline().kind())
        .with("model", report.candidate().model())
        .with("model_fingerprint", report.candidate().fingerprint())
        .with("status", report.verdict().status().toString())
        .with("exit_code", report.verdict().status().exitCode())
        .with("alpha", configuration.level().alpha())
        .with("correction", WrittenName.of(configuration.correction()))
        .with("n_lines", report.verdict().lines().stream().filter(GateLine::counts).count())
        .with("n_regressed", count(LineStatus.REGRESSED) + count(LineStatus.CHANGED))
        .with("n_suspicious", count(LineStatus.SUSPICIOUS))
        .with("n_inconclusive", count(LineStatus.INCONCLUSIVE) + count(LineStatus.UNDERPOWERED))
        .with("n_not_comparable", count(LineStatus.NOT_COMPARABLE))
        .with("assay_version", report.surroundings().assayVersion())
        .with("numerics_version", report.candidate().numericsVersion())
        .with("spark_version", report.surroundings().sparkVersion())
        .with("java_version", report.surroundings().javaVersion())
        .with("git_revision", report.surroundings().revision().orElse(null))
        .with("build_url", report.surroundings().buildUrl().orElse(null))
        .with("seconds", report.seconds())
        .with("schema_version", Table.SCHEMA_VERSION)
        .row();
  }

  private long count(LineStatus status) {
    return report.verdict().count(status);
  }

  List<Row> lines() {
    List<Row> rows = new ArrayList<>();
    for (GateLine line : report.verdict().lines()) {
      rows.add(line(rows.size(), line, report.drift(line)));
    }
    return rows;
  }

  private Row line(int number, GateLine line, Drift drift) {
    Optional<Evidence> evidence = line.evidence();
    Optional<ItemTally> tally = evidence.flatMap(Evidence::tally);
    return new TableRow(Table.GATE_LINES)
        .with("gate_id", report.gateId())
        .with("line", number)
        .with("task", line.name().task())
        .with("metric", line.name().metric())
        .with("filter", line.name().filter())
        .with("subset", line.name().subset())
        .with("mode", line.name().mode())
        .with("n", (long) line.items())
        .with("n_clusters", evidence.map(one -> (long) one.clusters()).orElse(null))
        .with("left_out", (long) line.leftOut())
        .with("failed", (long) line.failed())
        .with("candidate", finite(line.candidate()))
        .with("baseline", finite(line.baseline()))
        .with("previous", finite(drift.previous().map(Drift.Previous::value)))
        .with("difference", finite(evidence.map(Evidence::difference)))
        .with("stderr", finite(evidence.map(Evidence::standardError)))
        .with("lower", finite(evidence.map(one -> one.interval().lower())))
        .with("upper", finite(evidence.map(one -> one.interval().upper())))
        .with("interval_kind", evidence.map(one -> WrittenName.of(one.intervalKind())).orElse(null))
        .with("wins", tally.map(one -> (long) one.wins()).orElse(null))
        .with("losses", tally.map(one -> (long) one.losses()).orElse(null))
        .with("ties", tally.map(one -> (long) one.ties()).orElse(null))
        .with("p", finite(evidence.map(Evidence::worse)))
        .with("p_adjusted", finite(line.adjusted()))
        .with("min_effect", finite(line.effect()))
        .with("mde", finite(line.mde()))
        .with("status", line.status().toString())
        .with("reason", line.reason())
        .with("informative", line.informative())
        .with("trend_slope", finite(drift.trend().map(Trend::slope)))
        .with("trend_p", finite(drift.trend().map(Trend::probability)))
        .with("judge", line.judge().isEmpty() ? null : line.judge())
        .row();
  }

  private static Double finite(Optional<Double> value) {
    return value.map(GateRows::finite).orElse(null);
  }

  /** Null in the table for what is no finite number. */
  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
