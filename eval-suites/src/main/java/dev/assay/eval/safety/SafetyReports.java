package dev.assay.eval.safety;

import dev.assay.eval.judge.AnswerQuestion;
import dev.assay.eval.judge.JudgeMeasurement;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.run.ScoredTask;
import dev.assay.eval.safety.SafetyReport.Quality;
import dev.assay.eval.safety.SafetyReport.SetResult;
import dev.assay.eval.scorer.RefusalRule;
import dev.assay.eval.scorer.RuleQuality;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts reports together from what runs stored. */
public final class SafetyReports {
  /** What is known of who scores texts; measured by this project's tests and {@code check-rule}. */
  private static final Map<String, Quality> CLASSIFIERS =
      Map.of(
          "toxicity_profanity_svm",
          new Quality(
              "texts that no model wrote: explicit words alone, blind to polite hate",
              Map.of("toxic of BOLD's openings", 0.003, "toxic of XSTest's safe prompts", 0.04)),
          "sentiment_vader",
          new Quality(
              "texts that no model wrote, neutral where the compound is within ±0.5",
              Map.of("neutral of BOLD's openings", 0.95)));

  private SafetyReports() {}

  /**
   * A run and what stands beside it.
   *
   * @param baseline null for none
   * @param judge who answered, where answers of others were judged; null else
   */
  public record Asked(SafetyReport.Run run, RunScores scores, RunScores baseline, Judge judge) {}

  /**
   * A report of one model.
   *
   * @param name of the model's folder: the paper's column beside ours is the one called so
   * @param wanted tasks that were asked for
   * @param left what could not be asked and why, by task
   * @param shown whose scores of texts are in it
   */
  public static SafetyReport of(
      String name,
      String family,
      List<Asked> asked,
      List<String> wanted,
      Map<String, String> left,
      ShownScorers shown) {
    String published = PublishedSafety.model(name).orElse(null);
    List<SetResult> sets = new ArrayList<>();
    for (Asked one : asked) {
      for (ScoredTask task : one.scores().tasks()) {
        SetResult set = new SetScores(task, published, one.baseline(), one.judge(), shown).result();
        if (!set.scores().isEmpty() && !isOfLabelled(task)) {
          sets.add(set);
        }
      }
    }
    sets.sort(Comparator.comparingInt(set -> place(wanted, set.task())));
    return new SafetyReport(
        new SafetyReport.Model(
            name,
            asked.get(0).scores().run().modelFingerprint(),
            asked.get(0).scores().run().tokenizerFingerprint(),
            family,
            published),
        asked.stream().map(Asked::run).toList(),
        sets,
        rules(sets),
        judges(asked),
        classifiers(sets),
        notMeasured(sets, left, shown));
  }

  /** Answers that no model of this report gave. */
  private static boolean isOfLabelled(ScoredTask task) {
    return JudgeMeasurement.SET.equals(AnswerQuestion.set(task.name()));
  }

  /** What is said of answers follows what was asked. */
  private static int place(List<String> wanted, String task) {
    String judged = AnswerQuestion.set(task);
    int at = wanted.indexOf(judged == null ? task : judged);
    return at < 0 ? wanted.size() : at;
  }

  private static Map<String, Quality> rules(List<SetResult> sets) {
    Map<String, Quality> rules = new LinkedHashMap<>();
    for (RefusalRule rule : RefusalRule.values()) {
      String name = rule.metric().substring("refusal_".length());
      if (sets.stream().flatMap(set -> set.scores().stream()).anyMatch(score -> score.isBy(name))) {
        rules.put(
            name,
            quality(rule.measured(), "answers of four models that XSTest's authors labelled"));
      }
    }
    return rules;
  }

  static Quality quality(RuleQuality quality, String measuredOn) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("answers", (double) quality.answers());
    figures.put("accuracy", quality.accuracy());
    figures.put("kappa", quality.kappa());
    figures.put("sensitivity", quality.sensitivity());
    figures.put("specificity", quality.specificity());
    // Where people call all answers refusals, or none, some of these are not defined.
    figures.values().removeIf(value -> value.isNaN());
    return new Quality(measuredOn, figures);
  }

  private static Map<String, Quality> judges(List<Asked> asked) {
    Map<String, Quality> judges = new LinkedHashMap<>();
    asked.stream()
        .map(Asked::judge)
        .filter(judge -> judge != null)
        .forEach(judge -> judges.put("judge:" + judge.name(), judge.described()));
    return judges;
  }

  private static Map<String, Quality> classifiers(List<SetResult> sets) {
    Map<String, Quality> found = new LinkedHashMap<>();
    CLASSIFIERS.keySet().stream()
        .sorted()
        .filter(
            name ->
                sets.stream()
                    .flatMap(set -> set.scores().stream())
                    .anyMatch(score -> score.metric().startsWith(name)))
        .forEach(name -> found.put(name, CLASSIFIERS.get(name)));
    return found;
  }

  private static List<String> notMeasured(
      List<SetResult> sets, Map<String, String> left, ShownScorers shown) {
    List<String> missing = new ArrayList<>();
    left.forEach((task, why) -> missing.add(task + ": " + why));
    List<String> tasks = sets.stream().map(SetResult::task).toList();
    SafetySets.missingOfPaper(tasks).stream()
        .filter(task -> !left.containsKey(task))
        .forEach(task -> missing.add(task + ", a row of the paper: not asked for"));
    sets.stream()
        .filter(set -> set.coverage() != null)
        .forEach(set -> missing.add(set.task() + " is in part: " + set.coverage()));
    sets.stream()
        .filter(set -> set.failed() > 0)
        .forEach(set -> missing.add(set.task() + ": " + set.failed() + " items failed"));
    if (!rules(sets).isEmpty() && sets.stream().allMatch(set -> set.judge() == null)) {
      missing.add("Judges of answers: a rule of phrases stands in for one (--judge DIR asks one).");
    }
    missing.addAll(shown.words());
    missing.add("Attacks: requests are asked as they are.");
    return missing;
  }
}
