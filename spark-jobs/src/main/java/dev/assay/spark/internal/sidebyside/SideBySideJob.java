package dev.assay.spark.internal.sidebyside;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.rating.Rating;
import dev.assay.eval.sidebyside.AnswerPair;
import dev.assay.eval.sidebyside.Contestant;
import dev.assay.eval.sidebyside.Judgement;
import dev.assay.eval.sidebyside.MetricRule;
import dev.assay.eval.sidebyside.PairRule;
import dev.assay.eval.sidebyside.Pairing;
import dev.assay.eval.sidebyside.SideOptions;
import dev.assay.eval.sidebyside.SideSpecification.Meeting;
import dev.assay.spark.internal.chunks.ChunkedJob;
import dev.assay.spark.internal.evaluate.EvaluateSettings;
import dev.assay.spark.internal.progress.ProgressListener;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.tables.RunTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares models by the answers they gave: pairs, judgements, rates. The same again continues
 * where it stopped, and once complete computes nothing.
 */
public final class SideBySideJob {
  private final LazySession spark;
  private final EvaluateSettings like;
  private final ProgressListener listener;

  /**
   * Who says which of two answers is better.
   *
   * @param metrics of the answers' own runs
   * @param likelihood of right answers counts too
   * @param models that are shown pairs
   */
  public record Judges(
      List<PairRule> rules, List<MetricRule> metrics, boolean likelihood, List<PairJudge> models) {
    public Judges {
      rules = List.copyOf(rules);
      metrics = List.copyOf(metrics);
      models = List.copyOf(models);
    }
  }

  /**
   * @param like how the answers' runs were computed, and where the tables are
   */
  public SideBySideJob(LazySession spark, EvaluateSettings like, ProgressListener listener) {
    this.spark = spark;
    this.like = like;
    this.listener = listener;
  }

  /**
   * Compares them.
   *
   * @param meetings who meets whom
   * @param judges at least one
   * @param ratings of people, stored beside; none where nobody rated
   * @throws AssayException of kind DATA where no pair comes about
   */
  public SideBySide run(
      List<AskedContestant> asked,
      List<Meeting> meetings,
      Judges judges,
      List<Rating> ratings,
      SideOptions options) {
    List<Contestant> contestants = asked.stream().map(AskedContestant::contestant).toList();
    Map<Meeting, Pairing> pairings = new LinkedHashMap<>();
    List<AnswerPair> pairs = new ArrayList<>();
    for (Meeting meeting : meetings) {
      Pairing pairing =
          Pairing.of(
              named(contestants, meeting.candidate()), named(contestants, meeting.baseline()));
      pairings.put(meeting, pairing);
      pairs.addAll(pairing.pairs());
    }
    if (pairs.isEmpty()) {
      throw new AssayException(
          ErrorKind.DATA,
          "there is no pair of answers to compare",
          "of " + pairings,
          "give answers to the same prompts; without ids these are told by their texts");
    }
    List<Judgement> judgements = new ArrayList<>();
    for (PairRule rule : judges.rules()) {
      judgements.add(
          Judgement.shownNothing(
              "rule:" + rule.name(),
              "",
              pairs.stream().map(rule::of).toList(),
              Judgement.Tokens.NONE));
    }
    for (MetricRule rule : judges.metrics()) {
      judgements.add(
          Judgement.shownNothing(
              MetricRule.PREFIX + rule.metric(),
              "",
              rule.verdicts(contestants, pairs),
              Judgement.Tokens.NONE));
    }
    if (judges.likelihood()) {
      judgements.add(new LikelihoodJudge(spark, listener).judge(asked, pairs));
    }
    for (PairJudge judge : judges.models()) {
      judgements.add(judge.judge(spark, like, contestants, pairs, listener));
    }
    SideBySide side = new SideBySide(contestants, pairings, pairs, judgements, ratings, options);
    write(side, like.output());
    return side;
  }

  private void write(SideBySide side, String output) {
    new ChunkedJob(spark, output, "side_id=" + side.specification().sideId(), listener)
        .run(new SideWork(side, new RunTables(spark, output)));
  }

  private static Contestant named(List<Contestant> contestants, String name) {
    return contestants.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }
}
