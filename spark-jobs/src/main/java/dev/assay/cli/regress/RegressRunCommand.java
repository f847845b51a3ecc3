package dev.assay.cli.regress;

import dev.assay.cli.evaluate.ConfiguredEvaluation;
import dev.assay.cli.options.SparkOptions;
import dev.assay.eval.gate.settings.Evaluation;
import dev.assay.eval.gate.settings.GateConfiguration;
import dev.assay.spark.internal.tables.RunFolder;
import dev.assay.spark.internal.tables.RunTables;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay regress run}. */
@Command(
    name = "run",
    description =
        "Evaluates the configuration's model (a finished run is found, not computed again), holds it"
            + " against the baseline, writes history and reports, and ends with the verdict's code.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RegressRunCommand implements Callable<Integer> {
  @Mixin private GateOptions gate;

  @Option(
      names = "--candidate",
      paramLabel = "RUN",
      description = "A run in place of the configuration's model.")
  private String candidate;

  @Mixin private DecisionOptions options;
  @Mixin private SparkOptions sparkOptions;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    GateConfiguration configuration = gate.configuration(candidate);
    Evaluation evaluation = configuration.evaluation();
    Optional<ConfiguredEvaluation> asked =
        evaluation.candidate().isPresent()
            ? Optional.empty()
            : Optional.of(
                ConfiguredEvaluation.of(
                    evaluation, sparkOptions.settings(), spec.commandLine().getErr()));
    Decision decision =
        new Decision(
            configuration, options, spec.commandLine().getOut(), spec.commandLine().getErr());
    try (SparkSession spark =
        sparkOptions.session("assay regress " + configuration.name(), HistorySession.WITH_PAGE)) {
      if (options.dryRun()) {
        return dryRun(spark, decision, evaluation, asked);
      }
      return decision.of(
          spark, () -> asked.map(one -> one.run(spark)).orElseGet(() -> folder(evaluation)));
    }
  }

  private static RunFolder folder(Evaluation evaluation) {
    return RunFolder.of(evaluation.candidate().orElseThrow(), evaluation.output());
  }

  private int dryRun(
      SparkSession spark,
      Decision decision,
      Evaluation evaluation,
      Optional<ConfiguredEvaluation> asked) {
    RunFolder run = asked.map(ConfiguredEvaluation::folder).orElseGet(() -> folder(evaluation));
    if (new RunTables(spark, run.output()).isComplete(run.runId())) {
      spec.commandLine().getOut().println("run " + run + " is complete: nothing would be computed");
      decision.say(spark, run);
    } else {
      spec.commandLine()
          .getOut()
          .printf(
              "run %s would be computed: %s on %s%n",
              run, evaluation.model().orElse(""), String.join(", ", evaluation.tasks()));
      decision.sayWithoutCandidate(spark);
    }
    spec.commandLine().getOut().flush();
    return 0;
  }
}
