package dev.assay.cli.demo;

import dev.assay.core.checkpoint.Checkpoint;
import dev.assay.core.kernel.Quantization;
import dev.assay.core.replica.ModelFolder;
import dev.assay.eval.judge.PairGames;
import dev.assay.eval.judge.PairQuestion;
import dev.assay.eval.sidebyside.PairRule;
import dev.assay.eval.sidebyside.SideOptions;
import dev.assay.eval.sidebyside.SideSpecification.Meeting;
import dev.assay.spark.internal.evaluate.EvaluateJob;
import dev.assay.spark.internal.evaluate.EvaluateResult;
import dev.assay.spark.internal.evaluate.EvaluateSettings;
import dev.assay.spark.internal.progress.ProgressListener;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.sidebyside.AskedContestant;
import dev.assay.spark.internal.sidebyside.PairJudge;
import dev.assay.spark.internal.sidebyside.RunAnswers;
import dev.assay.spark.internal.sidebyside.SideBySide;
import dev.assay.spark.internal.sidebyside.SideBySideJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Both models' answers to a few instructions, side by side: by a rule, by how likely right answers
 * are, and by the larger of both as a judge, since there is no third.
 */
record DemoSides(SideBySide side, List<EvaluateResult> answers) {
  private static final String RULE = "length";

  /** For models that were taught no judging. */
  private static final String QUESTION = "pair-1s";

  /**
   * Answers and compares.
   *
   * @param asked the candidate's settings and the baseline's, of the instructions
   * @param names theirs
   */
  static DemoSides of(
      LazySession spark,
      List<EvaluateSettings> asked,
      List<String> names,
      ProgressListener progress) {
    List<AskedContestant> contestants = new ArrayList<>();
    List<EvaluateResult> answers = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      EvaluateSettings run = asked.get(i);
      EvaluateResult result = new EvaluateJob(spark, run, progress).run();
      answers.add(result);
      contestants.add(
          new AskedContestant(
              RunAnswers.of(
                  names.get(i),
                  ModelFolder.open(run.model()).configuration().family().modelType(),
                  result.scores(),
                  run,
                  SideOptions.DEFAULT.categories()),
              Optional.of(run)));
    }
    SideBySideJob.Judges judges =
        new SideBySideJob.Judges(
            List.of(PairRule.named(RULE)),
            List.of(),
            true,
            List.of(
                PairJudge.open(
                    larger(asked), PairQuestion.named(QUESTION), PairGames.BOTH_ORDERS)));
    SideBySide side =
        new SideBySideJob(spark, asked.get(0), progress)
            .run(
                contestants,
                List.of(new Meeting(names.get(0), names.get(1))),
                judges,
                List.of(),
                SideOptions.DEFAULT);
    return new DemoSides(side, answers);
  }

  private static Path larger(List<EvaluateSettings> asked) {
    Path first = asked.get(0).model();
    Path second = asked.get(1).model();
    return bytes(first) >= bytes(second) ? first : second;
  }

  private static long bytes(Path model) {
    return Checkpoint.open(model).weightBytes(Quantization.NONE);
  }
}
