package dev.assay.cli.regress;

import dev.assay.cli.evaluate.ConfiguredEvaluation;
import dev.assay.eval.gate.settings.Evaluation;
import dev.assay.eval.gate.settings.GateConfiguration;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.tables.RunFolder;
import dev.assay.spark.internal.tables.RunTables;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay regress run}. */
@Command(
    name = "run",
    description =
        "Evaluates the configuration's model (a finished run is found, not computed again), holds"
            + " it against the baseline, writes history and reports, and ends with the verdict's"
            + " code.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RegressRunCommand extends DecidingCommand {
  @Option(
      names = "--candidate",
      paramLabel = "RUN",
      description = "A run in place of the configuration's model.")
  private String candidate;

  @Override
  public Integer call() throws IOException {
    GateConfiguration configuration = configuration(candidate);
    Evaluation evaluation = configuration.evaluation();
    Optional<ConfiguredEvaluation> asked =
        evaluation.candidate().isPresent()
            ? Optional.empty()
            : Optional.of(
                ConfiguredEvaluation.of(evaluation, sparkOptions().settings(), messages()));
    Decision decision = decision(configuration);
    try (LazySession spark = sparkOptions().session("assay regress " + configuration.name())) {
      if (dryRun()) {
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
      LazySession spark,
      Decision decision,
      Evaluation evaluation,
      Optional<ConfiguredEvaluation> asked) {
    RunFolder run = asked.map(ConfiguredEvaluation::folder).orElseGet(() -> folder(evaluation));
    if (new RunTables(spark, run.output()).isComplete(run.runId())) {
      out().println("run " + run + " is complete: nothing would be computed");
      decision.say(spark, run);
    } else {
      out()
          .printf(
              "run %s would be computed: %s on %s%n",
              run, evaluation.model().orElse(""), String.join(", ", evaluation.tasks()));
      decision.sayWithoutCandidate(spark);
    }
    out().flush();
    return 0;
  }
}
