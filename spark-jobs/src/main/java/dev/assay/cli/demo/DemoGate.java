package dev.assay.cli.demo;

import dev.assay.cli.regress.KeptGate;
import dev.assay.eval.gate.GateVerdict;
import dev.assay.eval.gate.settings.ConfigurationReader;
import dev.assay.eval.gate.settings.GateConfiguration;
import dev.assay.spark.internal.evaluate.EvaluateJob;
import dev.assay.spark.internal.evaluate.EvaluateResult;
import dev.assay.spark.internal.evaluate.EvaluateSettings;
import dev.assay.spark.internal.gate.GateHistory;
import dev.assay.spark.internal.gate.HistoryWriter;
import dev.assay.spark.internal.gate.Pin;
import dev.assay.spark.internal.progress.ProgressListener;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.tables.RunFolder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * May a candidate take a model's place: the model itself, evaluated again, and the model with
 * weights held otherwise.
 *
 * @param gates by what their candidates are called
 * @param results of the evaluations
 */
record DemoGate(List<Named> gates, List<EvaluateResult> results) {
  private static final String NAME = "demo";

  /**
   * A gate, and what people call its candidate.
   *
   * @param folder of its page
   */
  record Named(String candidate, GateVerdict verdict, String folder) {
    static Named of(String candidate, KeptGate gate) {
      return new Named(candidate, gate.report().verdict(), gate.folder());
    }
  }

  /**
   * Pins a run, and holds others against it.
   *
   * @param pinned of the model
   * @param again its settings
   * @param other those of the same model, with weights held otherwise, on one of the tasks
   */
  static DemoGate of(
      LazySession spark,
      RunFolder pinned,
      EvaluateSettings again,
      EvaluateSettings other,
      ProgressListener progress) {
    String task = other.tasks().get(0).task().name();
    String history = pinned.output() + "/regress";
    GateHistory earlier = new GateHistory(spark.hadoop(), history);
    if (earlier.pinned(NAME).filter(pinned::equals).isEmpty()) {
      new HistoryWriter(spark, history)
          .add(new Pin(Instant.now(), NAME, pinned, "assay demo", "the first evaluation", true));
    }
    EvaluateResult same = new EvaluateJob(spark, again, progress).run();
    EvaluateResult held = new EvaluateJob(spark, other, progress).run();
    List<Named> gates = new ArrayList<>();
    gates.add(
        Named.of(
            "the same again", gate(spark, configuration(same, history, task, List.of()), same)));
    gates.add(
        Named.of(
            other.execution().replica().quantization() + " weights",
            gate(
                spark,
                configuration(held, history, task, List.of("lines.0.informative=true")),
                held)));
    return new DemoGate(gates, List.of(held));
  }

  private static KeptGate gate(
      LazySession spark, GateConfiguration configuration, EvaluateResult run) {
    return KeptGate.of(spark, configuration, new RunFolder(run.output(), run.runId()));
  }

  /** Other weights are not to be the same bits, only no worse. */
  private static GateConfiguration configuration(
      EvaluateResult run, String history, String task, List<String> settings) {
    String text =
        """
        name: %1$s
        candidate: %2$s
        output: '%3$s'
        history: '%4$s'
        lines:
          - {task: '%5$s', mode: identical}
          - {task: '%5$s', min_effect: 0.01}
        """
            .formatted(NAME, run.runId(), quoted(run.output()), quoted(history), quoted(task));
    return ConfigurationReader.read("demo", text, settings, System::getenv);
  }

  /** Within single quotes of YAML. */
  private static String quoted(String text) {
    return text.replace("'", "''");
  }
}
