package dev.assay.spark.internal.sidebyside;

import dev.assay.eval.catalog.Task;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.judge.PairGames;
import dev.assay.eval.judge.PairQuestion;
import dev.assay.eval.preference.JudgedPair;
import dev.assay.eval.run.ScoredTask;
import dev.assay.eval.sidebyside.AnswerPair;
import dev.assay.eval.sidebyside.Contestant;
import dev.assay.eval.sidebyside.Judgement;
import dev.assay.eval.sidebyside.Judgement.Kinship;
import dev.assay.eval.sidebyside.Judgement.Tokens;
import dev.assay.spark.internal.evaluate.EvaluateJob;
import dev.assay.spark.internal.evaluate.EvaluateResult;
import dev.assay.spark.internal.evaluate.EvaluateSettings;
import dev.assay.spark.internal.evaluate.Sharing;
import dev.assay.spark.internal.judge.JudgingModel;
import dev.assay.spark.internal.progress.ProgressListener;
import dev.assay.spark.internal.session.LazySession;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A model that is shown pairs. */
public final class PairJudge {
  private static final String PAIRS = "pairs";

  private final JudgingModel model;
  private final PairQuestion question;
  private final PairGames games;

  private PairJudge(JudgingModel model, PairQuestion question, PairGames games) {
    this.model = model;
    this.question = question;
    this.games = games;
  }

  /**
   * Opens the judge's folder, without its weights.
   *
   * @param games in which orders it is shown pairs
   * @throws dev.assay.core.error.AssayException as {@link JudgingModel#open}
   */
  public static PairJudge open(Path model, PairQuestion question, PairGames games) {
    return new PairJudge(JudgingModel.open(model, question.replies()), question, games);
  }

  public JudgingModel model() {
    return model;
  }

  String name() {
    return (question.isGenerated() ? "generated:" : "logprob:") + model.name();
  }

  /**
   * Judges all pairs, in a run of its own.
   *
   * @param like how the answers' runs were computed, and where the tables are
   */
  Judgement judge(
      LazySession spark,
      EvaluateSettings like,
      List<Contestant> contestants,
      List<AnswerPair> pairs,
      ProgressListener listener) {
    Task task = question.task(TaskCatalog.standard(), PAIRS);
    String source =
        "answers of " + String.join(", ", contestants.stream().map(Contestant::source).toList());
    model.add(PAIRS, source, task, games.of(pairs));
    Optional<EvaluateSettings> run = model.run(like);
    if (run.isEmpty()) {
      // Nobody has to be asked.
      List<JudgedPair> none =
          pairs.stream().<JudgedPair>map(pair -> new JudgedPair.Unparsed()).toList();
      return new Judgement(
          name(), question.isGenerated(), "", kinship(contestants), none, Set.of(), Tokens.NONE);
    }
    EvaluateResult result = new EvaluateJob(spark, run.get(), listener).run();
    ScoredTask judged = result.scores().tasks().get(0);
    return new Judgement(
        name(),
        question.isGenerated(),
        result.runId(),
        kinship(contestants),
        games.verdicts(pairs, question, judged),
        games.cut(pairs, judged),
        tokens(List.of(result)));
  }

  private Kinship kinship(List<Contestant> contestants) {
    if (contestants.stream().anyMatch(one -> model.fingerprint().equals(one.fingerprint()))) {
      return Kinship.SAME_MODEL;
    }
    return contestants.stream()
            .map(Contestant::family)
            .anyMatch(family -> family != null && model.isOfFamily(family))
        ? Kinship.SAME_FAMILY
        : Kinship.NONE;
  }

  /** Of runs together. */
  static Tokens tokens(List<EvaluateResult> runs) {
    List<Sharing> sharing = runs.stream().flatMap(run -> run.sharing().stream()).toList();
    return new Tokens(
        sharing.stream().mapToLong(Sharing::computedTokens).sum(),
        sharing.stream().mapToLong(Sharing::tokensWithoutSharing).sum());
  }
}
