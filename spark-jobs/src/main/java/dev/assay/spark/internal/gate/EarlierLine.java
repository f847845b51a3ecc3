package dev.assay.spark.internal.gate;

import dev.assay.eval.gate.LineName;
import dev.assay.eval.gate.report.HistoryPoint;
import org.apache.spark.sql.Row;

/**
 * A line of a gate of the history; a figure that it does not have is NaN.
 *
 * @param discordance share of items on which the runs differed
 * @param judge null of a line that nobody judges
 */
public record EarlierLine(
    String gateId,
    int number,
    LineName name,
    long items,
    double candidate,
    double baseline,
    double effect,
    double mde,
    double discordance,
    double difference,
    double lower,
    double upper,
    String status,
    String reason,
    String judge) {
  static EarlierLine of(Row row) {
    long items = number(row, "n");
    return new EarlierLine(
        row.getAs("gate_id"),
        row.<Integer>getAs("line"),
        new LineName(
            row.getAs("task"),
            row.getAs("metric"),
            row.getAs("filter"),
            row.getAs("subset"),
            row.getAs("mode")),
        items,
        real(row, "candidate"),
        real(row, "baseline"),
        real(row, "min_effect"),
        real(row, "mde"),
        row.isNullAt(row.fieldIndex("wins"))
            ? Double.NaN
            : (double) (number(row, "wins") + number(row, "losses")) / items,
        real(row, "difference"),
        real(row, "lower"),
        real(row, "upper"),
        row.getAs("status"),
        row.getAs("reason"),
        row.getAs("judge"));
  }

  private static long number(Row row, String column) {
    int at = row.fieldIndex(column);
    return row.isNullAt(at) ? 0 : row.getLong(at);
  }

  private static double real(Row row, String column) {
    int at = row.fieldIndex(column);
    return row.isNullAt(at) ? Double.NaN : row.getDouble(at);
  }

  /** As a point of the line's history. */
  public HistoryPoint of(EarlierGate gate) {
    return new HistoryPoint(
        gate.created(),
        gateId,
        gate.candidate().runId(),
        candidate,
        baseline,
        difference,
        lower,
        upper,
        status,
        reason == null ? "" : reason);
  }
}
