package dev.assay.spark.internal.gate;

import dev.assay.spark.internal.tables.RunFolder;
import java.sql.Timestamp;
import java.time.Instant;
import org.apache.spark.sql.Row;

/**
 * A gate of the history.
 *
 * @param candidate that it asked about
 */
public record EarlierGate(
    String gateId,
    String name,
    Instant created,
    RunFolder candidate,
    String baselineRun,
    String status,
    int exitCode) {
  static EarlierGate of(Row row) {
    return new EarlierGate(
        row.getAs("gate_id"),
        row.getAs("name"),
        row.<Timestamp>getAs("created").toInstant(),
        new RunFolder(row.getAs("candidate_output"), row.getAs("candidate_run")),
        row.getAs("baseline_run"),
        row.getAs("status"),
        row.<Integer>getAs("exit_code"));
  }

  boolean passed() {
    return exitCode == 0;
  }
}
