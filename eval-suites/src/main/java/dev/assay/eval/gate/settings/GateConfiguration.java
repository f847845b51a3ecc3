package dev.assay.eval.gate.settings;

import dev.assay.core.error.FailureBudget;
import dev.assay.eval.gate.evidence.Correction;
import dev.assay.eval.gate.evidence.TestLevel;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A gate, checked.
 *
 * @param name under which its history is kept
 * @param evaluation where the candidate's scores come from
 * @param history folder of its tables; any path of the cluster's
 * @param baseline what the candidate is held against
 * @param firstRun what is done without one
 * @param level how sure it wants to be
 * @param correction of the lines that detect
 * @param lines in the order of the file
 * @param consequences of lines' statuses
 * @param maxFailed items of the candidate that may fail
 * @param reports for people
 * @param mlflow a server that is told; empty for none
 * @param text of the file as it was read, before variables were put in, and what was set beside it
 */
public record GateConfiguration(
    String name,
    Evaluation evaluation,
    String history,
    BaselineChoice baseline,
    FirstRun firstRun,
    TestLevel level,
    Correction correction,
    List<LineDefinition> lines,
    Map<LineStatus, Consequence> consequences,
    FailureBudget maxFailed,
    Optional<ReportSettings> reports,
    Optional<MlflowSettings> mlflow,
    String text) {
  public GateConfiguration {
    lines = List.copyOf(lines);
    consequences = Map.copyOf(new EnumMap<>(consequences));
  }

  /** What becomes of a gate of which a line that counts has this status. */
  public Consequence on(LineStatus status) {
    return consequences.getOrDefault(status, Consequence.IGNORE);
  }

  /** The same of a run that is there already. */
  public GateConfiguration ofRun(String run) {
    return with(evaluation.ofRun(run), baseline, reports);
  }

  /** The same against another baseline. */
  public GateConfiguration against(BaselineChoice other) {
    return with(evaluation, other, reports);
  }

  /** The same with reports elsewhere. */
  public GateConfiguration reportingTo(ReportSettings other) {
    return with(evaluation, baseline, Optional.of(other));
  }

  private GateConfiguration with(
      Evaluation otherEvaluation,
      BaselineChoice otherBaseline,
      Optional<ReportSettings> otherReports) {
    return new GateConfiguration(
        name,
        otherEvaluation,
        history,
        otherBaseline,
        firstRun,
        level,
        correction,
        lines,
        consequences,
        maxFailed,
        otherReports,
        mlflow,
        text);
  }
}
