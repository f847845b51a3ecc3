package dev.assay.cli.regress;

import dev.assay.eval.gate.OutsideMeasures;
import dev.assay.eval.gate.report.GateReport;
import dev.assay.eval.gate.settings.GateConfiguration;
import dev.assay.spark.internal.gate.GateFiles;
import dev.assay.spark.internal.gate.GateJob;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.tables.RunFolder;
import java.time.Instant;
import java.util.Optional;

/**
 * A gate that a command decides beside its own work: what it says, and where its reports are.
 *
 * @param folder of gate.json, gate.html and the others
 */
public record KeptGate(GateReport report, String folder) {
  /**
   * Decides about a run that is there, and keeps it as {@code assay regress check} does. Lines that
   * are measured beside the runs are not.
   */
  public static KeptGate of(
      LazySession spark, GateConfiguration configuration, RunFolder candidate) {
    GateJob job =
        new GateJob(
            spark,
            configuration,
            Instant.now(),
            Optional.empty(),
            Optional.empty(),
            (one, other) -> OutsideMeasures.NONE);
    GateReport report = job.decide(candidate);
    job.keep(report);
    GateFiles files = new GateFiles(spark.hadoop(), Reports.folder(report));
    files.write(report, Reports.of(report));
    return new KeptGate(report, files.folder());
  }
}
