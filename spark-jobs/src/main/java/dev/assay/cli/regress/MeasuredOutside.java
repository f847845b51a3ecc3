package dev.assay.cli.regress;

import dev.assay.bench.Bench;
import dev.assay.bench.BenchReport;
import dev.assay.bench.BenchSettings;
import dev.assay.bench.ModelSource;
import dev.assay.bench.ModelSpeed;
import dev.assay.bench.Rate;
import dev.assay.bench.Repetitions;
import dev.assay.cli.sidebyside.ConfiguredSides;
import dev.assay.cli.terminal.TerminalProgress;
import dev.assay.core.checkpoint.Checkpoint;
import dev.assay.core.kernel.Quantization;
import dev.assay.eval.gate.OutsideMeasure;
import dev.assay.eval.gate.OutsideMeasures;
import dev.assay.eval.gate.evidence.ValueEstimate;
import dev.assay.eval.gate.settings.GateConfiguration;
import dev.assay.eval.gate.settings.Outside;
import dev.assay.eval.statistic.Interval;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.settings.ReplicaSettings;
import dev.assay.spark.internal.settings.Settings;
import dev.assay.spark.internal.tables.AssayVersion;
import dev.assay.spark.internal.tables.RunFolder;
import dev.assay.spark.internal.tables.RunTables;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Measures what lines ask beside the runs: answers side by side, as {@code assay side-by-side}
 * does, and speed where this process runs, as {@code assay bench} does.
 */
final class MeasuredOutside implements OutsideMeasures {
  /** Tokens of the prompt that is read, and after which a token is generated. */
  private static final int TOKENS = 512;

  private static final Interval UNKNOWN =
      new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  private final LazySession spark;
  private final GateConfiguration configuration;
  private final Settings session;
  private final TerminalProgress progress;
  private final RunFolder candidate;
  private final Optional<RunFolder> baseline;
  private Optional<ModelSpeed> speed;

  MeasuredOutside(
      LazySession spark,
      GateConfiguration configuration,
      Settings session,
      TerminalProgress progress,
      RunFolder candidate,
      Optional<RunFolder> baseline) {
    this.spark = spark;
    this.configuration = configuration;
    this.session = session;
    this.progress = progress;
    this.candidate = candidate;
    this.baseline = baseline;
  }

  @Override
  public OutsideMeasure of(Outside outside) {
    if (outside instanceof Outside.SideBySide side) {
      return baseline
          .map(
              other ->
                  new ConfiguredSides(spark, configuration.evaluation(), session, progress)
                      .rate(side, candidate, other, configuration.level()))
          .orElse(new OutsideMeasure(0, 0, Optional.empty(), "", Optional.empty()));
    }
    return speed(((Outside.Speed) outside).step());
  }

  private OutsideMeasure speed(Outside.Step step) {
    if (speed == null) {
      speed = measured();
    }
    Optional<Rate> rate =
        switch (step) {
          case PREFILL ->
              speed.flatMap(
                  model ->
                      model.prompts().stream().map(ModelSpeed.Prompt::tokensPerSecond).findFirst());
          case GENERATION ->
              speed.flatMap(
                  model ->
                      model.generation().stream()
                          .map(ModelSpeed.Generation::tokensPerSecond)
                          .findFirst());
        };
    return rate.map(
            one ->
                new OutsideMeasure(
                    one.repetitions(),
                    0,
                    Optional.of(new ValueEstimate(one.median(), UNKNOWN)),
                    "",
                    Optional.empty()))
        .orElseGet(() -> OutsideMeasure.none("missing: the candidate's model is not where it was"));
  }

  /** All steps at once; empty where the model is not at hand. */
  private Optional<ModelSpeed> measured() {
    RunTables tables = new RunTables(spark, candidate.output());
    Path model = Path.of(tables.run(candidate.runId()).<String>getAs("model"));
    if (!Checkpoint.isAt(model)) {
      return Optional.empty();
    }
    ReplicaSettings replica = ReplicaSettings.of(session);
    BenchSettings settings =
        new BenchSettings(
            replica.kernels(),
            replica.engine().threads(),
            replica.batchTokens(),
            List.of(TOKENS),
            List.of(1),
            List.of(TOKENS),
            new BenchSettings.Products(List.of(1), TOKENS, TOKENS),
            Repetitions.QUICK,
            BenchSettings.Counts.QUICK);
    BenchReport report =
        new Bench(settings, progress::show)
            .run(
                List.of(
                    new ModelSource.Folder(
                        model,
                        Quantization.named(
                            tables.run(candidate.runId()).<String>getAs("quantization")))),
                AssayVersion.current());
    progress.clear();
    return Optional.of(report.models().get(0));
  }
}
