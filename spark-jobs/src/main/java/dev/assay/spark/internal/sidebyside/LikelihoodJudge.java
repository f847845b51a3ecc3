package dev.assay.spark.internal.sidebyside;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.catalog.SelectedTask;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.judge.ReferenceLikelihood;
import dev.assay.eval.sidebyside.AnswerPair;
import dev.assay.eval.sidebyside.Judgement;
import dev.assay.spark.internal.evaluate.EvaluateJob;
import dev.assay.spark.internal.evaluate.EvaluateResult;
import dev.assay.spark.internal.evaluate.EvaluateSettings;
import dev.assay.spark.internal.progress.ProgressListener;
import dev.assay.spark.internal.session.LazySession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks each model how likely right answers are, in a run of its own. */
final class LikelihoodJudge {
  private final LazySession spark;
  private final ProgressListener listener;

  LikelihoodJudge(LazySession spark, ProgressListener listener) {
    this.spark = spark;
    this.listener = listener;
  }

  /**
   * Judges all pairs.
   *
   * @throws AssayException of kind DATA where no prompt has a right answer, of kind USAGE where a
   *     contestant's model is not at hand
   */
  Judgement judge(List<AskedContestant> contestants, List<AnswerPair> pairs) {
    Map<String, Map<String, Double>> perByte = new LinkedHashMap<>();
    List<EvaluateResult> runs = new ArrayList<>();
    for (AskedContestant one : contestants) {
      EvaluateSettings asked = one.run().orElseThrow(() -> noModel(one.name()));
      ReferenceLikelihood references = new ReferenceLikelihood(pairs, asked.chat().isPresent());
      if (references.isEmpty()) {
        throw new AssayException(
            ErrorKind.DATA,
            "likelihood cannot be judged",
            "no prompt has a right answer",
            "give prompts with a column 'reference', or name another judge");
      }
      SelectedTask task = new SelectedTask(ReferenceLikelihood.task(TaskCatalog.standard()), 0);
      EvaluateResult result =
          new EvaluateJob(spark, asked.asking(List.of(task), references.documents()), listener)
              .run();
      runs.add(result);
      perByte.put(one.name(), references.perByte(result.scores().tasks().get(0)));
    }
    return Judgement.shownNothing(
        Judgement.LIKELIHOOD,
        String.join("+", runs.stream().map(EvaluateResult::runId).toList()),
        ReferenceLikelihood.verdicts(pairs, perByte),
        PairJudge.tokens(runs));
  }

  private static AssayException noModel(String name) {
    return new AssayException(
        ErrorKind.USAGE,
        "likelihood cannot be judged of " + name,
        "its answers are from a file, and its model is not at hand",
        "name the model's folder or its run, or another judge");
  }
}
