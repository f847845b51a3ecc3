package dev.assay.spark.internal.programs;

import dev.assay.eval.program.ProgramOutcome;
import dev.assay.spark.internal.tables.Table;
import dev.assay.spark.internal.tables.TableRow;
import java.io.Serializable;
import org.apache.spark.sql.Row;

/**
 * A program that was run, or could not be.
 *
 * @param digest of its text
 */
record JudgedProgram(String task, int docId, String digest, ProgramOutcome outcome)
    implements Serializable {
  /** A row of the table {@code verdicts}. */
  Row row(String runId, ProgramSettings settings) {
    return new TableRow(Table.VERDICTS)
        .with("run_id", runId)
        .with("task", task)
        .with("doc_id", docId)
        .with("program", digest)
        .with("verdict", outcome.verdict().status().toString())
        .with("detail", outcome.verdict().detail())
        .with("seconds", outcome.seconds())
        .with("python", outcome.python())
        .with("sandbox", settings.sandbox().name())
        .row();
  }

  /** Tells it from all others of a run. */
  String key() {
    return task + " " + docId + " " + digest;
  }
}
