package dev.assay.eval.gate.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.gate.GateLine;
import dev.assay.eval.gate.evidence.Evidence;
import dev.assay.eval.gate.settings.LineStatus;
import dev.assay.eval.gate.settings.WrittenName;
import dev.assay.eval.statistic.Trend;
import java.util.Optional;

/** {@code gate.json}: docs/gate-report.schema.json says what is in it. */
public final class GateJson {
  private static final int FORMAT_VERSION = 1;

  private GateJson() {}

  public static String of(GateReport report) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("format_version", FORMAT_VERSION);
    json.put("gate_id", report.gateId());
    json.put("name", report.configuration().name());
    json.put("status", report.verdict().status().toString());
    json.put("exit_code", report.verdict().status().exitCode());
    json.put("created", report.created().toString());
    json.put("seconds", report.seconds());
    json.put("config_sha256", report.configurationDigest());
    json.put("alpha", report.configuration().level().alpha());
    json.put("correction", WrittenName.of(report.configuration().correction()));
    json.put("resamples", report.configuration().level().resamples());
    json.put("seed", report.configuration().level().seed());
    put(json.putObject("candidate"), report.candidate());
    if (report.baseline().isPresent()) {
      put(json.putObject("baseline"), report.baseline().get());
    } else {
      json.putNull("baseline");
    }
    json.put("baseline_kind", report.configuration().baseline().kind());
    json.put("pinned", report.pinned().orElse(null));
    put(json, report.surroundings());
    ObjectNode counts = json.putObject("counts");
    for (LineStatus status : LineStatus.values()) {
      counts.put(status.toString(), report.verdict().count(status));
    }
    ArrayNode lines = json.putArray("lines");
    report.verdict().lines().forEach(line -> put(lines.addObject(), line, report.drift(line)));
    return json.toPrettyString() + "\n";
  }

  private static void put(ObjectNode json, ReportedRun run) {
    json.put("run_id", run.runId())
        .put("output", run.output())
        .put("model", run.model())
        .put("model_fingerprint", run.fingerprint())
        .put("numerics_version", run.numericsVersion());
  }

  private static void put(ObjectNode json, Surroundings surroundings) {
    json.put("assay_version", surroundings.assayVersion())
        .put("spark_version", surroundings.sparkVersion())
        .put("java_version", surroundings.javaVersion())
        .put("git_revision", surroundings.revision().orElse(null))
        .put("build_url", surroundings.buildUrl().orElse(null));
  }

  private static void put(ObjectNode json, GateLine line, Drift drift) {
    json.put("task", line.name().task())
        .put("metric", line.name().metric())
        .put("filter", line.name().filter())
        .put("subset", line.name().subset())
        .put("mode", line.name().mode())
        .put("status", line.status().toString())
        .put("reason", line.reason())
        .put("informative", line.informative())
        .put("judge", line.judge().isEmpty() ? null : line.judge())
        .put("n", line.items())
        .put("left_out", line.leftOut())
        .put("failed", line.failed())
        .put("candidate", number(line.candidate()))
        .put("baseline", number(line.baseline()))
        .put("p_adjusted", number(line.adjusted()))
        .put("min_effect", number(line.effect()))
        .put("mde", number(line.mde()));
    Optional<Evidence> evidence = line.evidence();
    json.put("n_clusters", evidence.map(Evidence::clusters).orElse(null))
        .put("difference", number(evidence.map(Evidence::difference)))
        .put("stderr", number(evidence.map(Evidence::standardError)))
        .put("lower", number(evidence.map(one -> one.interval().lower())))
        .put("upper", number(evidence.map(one -> one.interval().upper())))
        .put("interval_kind", evidence.map(one -> WrittenName.of(one.intervalKind())).orElse(null))
        .put("lower_one_sided", number(evidence.map(one -> one.bounds().lower())))
        .put("upper_one_sided", number(evidence.map(one -> one.bounds().upper())))
        .put("test", evidence.map(one -> WrittenName.of(one.test())).orElse(null))
        .put("p", number(evidence.map(Evidence::worse)))
        .put("p_better", number(evidence.map(Evidence::better)))
        .put("wins", evidence.flatMap(Evidence::tally).map(t -> t.wins()).orElse(null))
        .put("losses", evidence.flatMap(Evidence::tally).map(t -> t.losses()).orElse(null))
        .put("ties", evidence.flatMap(Evidence::tally).map(t -> t.ties()).orElse(null));
    json.put("previous", number(drift.previous().map(Drift.Previous::value)))
        .put("previous_difference", number(drift.previous().map(Drift.Previous::difference)))
        .put("previous_p", number(drift.previous().map(Drift.Previous::worse)))
        .put("trend_slope", number(drift.trend().map(Trend::slope)))
        .put("trend_p", number(drift.trend().map(Trend::probability)));
    ArrayNode worse = json.putArray("worse");
    if (line.status() == LineStatus.REGRESSED || line.status() == LineStatus.CHANGED) {
      line.worse()
          .forEach(item -> worse.addObject().put("task", item.task()).put("doc_id", item.docId()));
    }
  }

  private static Double number(Optional<Double> value) {
    return value.map(GateJson::number).orElse(null);
  }

  /** JSON has no number for what is not finite. */
  private static Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
