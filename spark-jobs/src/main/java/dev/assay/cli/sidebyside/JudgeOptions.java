package dev.assay.cli.sidebyside;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.judge.PairGames;
import dev.assay.eval.judge.PairQuestion;
import dev.assay.eval.sidebyside.Judgement;
import dev.assay.eval.sidebyside.MetricRule;
import dev.assay.eval.sidebyside.PairRule;
import dev.assay.spark.internal.sidebyside.AskedContestant;
import dev.assay.spark.internal.sidebyside.PairJudge;
import dev.assay.spark.internal.sidebyside.SideBySideJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** Who says which of two answers is better, and how they are asked. */
final class JudgeOptions {
  static final String RULE = "rule:";

  @Option(
      names = "--judge",
      paramLabel = "DIR|rule:NAME|metric:NAME|likelihood",
      description =
          "A model's folder, a rule, a metric of the answers' own runs, or how likely right answers"
              + " are to each model; may be repeated.")
  private List<String> judges = List.of();

  @Option(
      names = "--judge_prompt",
      paramLabel = "NAME|FILE",
      defaultValue = "pair-1",
      description =
          "pair-1, pair-1s, pair-1-three-way, safety-1, verdict-1, or a template of your own: what"
              + " judges are asked (default: ${DEFAULT-VALUE}).")
  private String question;

  @Option(
      names = "--one_order",
      paramLabel = "SEED",
      description =
          "Show each pair once, the first answer drawn: half the cost, and no consistency.")
  private Long oneOrder;

  @Option(names = "--same_judge", description = "Let a model judge its own answers.")
  private boolean sameJudge;

  PairQuestion question() {
    return PairQuestion.named(question);
  }

  /**
   * Those that are named.
   *
   * @throws AssayException of kind USAGE where nobody is, of kind MODEL for a folder that is none
   */
  SideBySideJob.Judges judges() {
    if (judges.isEmpty()) {
      throw new AssayException(
          ErrorKind.USAGE,
          "no --judge is given",
          "somebody has to say which of two answers is better",
          "give a model's folder, rule:NAME, metric:NAME, or likelihood");
    }
    PairGames games =
        new PairGames(oneOrder == null ? OptionalLong.empty() : OptionalLong.of(oneOrder));
    List<PairRule> rules = new ArrayList<>();
    List<MetricRule> metrics = new ArrayList<>();
    List<PairJudge> models = new ArrayList<>();
    for (String judge : judges) {
      if (judge.startsWith(RULE)) {
        rules.add(PairRule.named(judge.substring(RULE.length())));
      } else if (judge.startsWith(MetricRule.PREFIX)) {
        metrics.add(new MetricRule(judge.substring(MetricRule.PREFIX.length())));
      } else if (!judge.equals(Judgement.LIKELIHOOD)) {
        models.add(PairJudge.open(Path.of(judge), question(), games));
      }
    }
    return new SideBySideJob.Judges(rules, metrics, judges.contains(Judgement.LIKELIHOOD), models);
  }

  /**
   * Refuses models to judge their own answers.
   *
   * @throws AssayException of kind USAGE where one would
   */
  void check(List<AskedContestant> all, List<PairJudge> models) {
    if (!sameJudge) {
      for (PairJudge judge : models) {
        all.forEach(one -> judge.model().refuseOwn(one.name(), one.contestant().fingerprint()));
      }
    }
  }
}
