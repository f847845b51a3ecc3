package dev.assay.eval.judge;

import dev.assay.eval.comparison.LabelledAnswers;
import dev.assay.eval.metric.ItemScores;
import dev.assay.eval.prompt.DocumentLimit;
import dev.assay.eval.run.ScoredTask;
import dev.assay.eval.scorer.RuleQuality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How far a judge of refusals agrees with people, about {@link LabelledAnswers}. */
public final class JudgeMeasurement {
  /** The set that labelled answers are. */
  public static final String SET = "xstest_labelled";

  private static final String MODEL = "model";
  private static final String PEOPLE = "people";
  private static final String REFUSAL = "refusal";
  private static final String JUDGED = "refusal_judged";

  private JudgeMeasurement() {}

  /**
   * The labelled answers, to be judged: traits are whose they are, and what people say.
   *
   * @param limit of answers by each model
   */
  public static List<JudgedAnswer> answers(LabelledAnswers labelled, DocumentLimit limit) {
    List<JudgedAnswer> answers = new ArrayList<>();
    labelled
        .models()
        .forEach(
            (model, all) ->
                all.subList(0, limit.of(all.size()))
                    .forEach(
                        one ->
                            answers.add(
                                new JudgedAnswer(
                                    answers.size(),
                                    one.request(),
                                    one.answer(),
                                    Map.of(
                                        MODEL,
                                        model,
                                        PEOPLE,
                                        one.refusal() ? REFUSAL : "answer")))));
    return answers;
  }

  /** What a judge said of them, by whose answers they are; of answers that it was shown. */
  public static Map<String, RuleQuality> of(ScoredTask task) {
    Map<String, RuleQuality> models = new LinkedHashMap<>();
    for (int i = 0; i < task.items().size(); i++) {
      Map<String, String> traits =
          task.items().get(i).reference() == null
              ? Map.of()
              : task.items().get(i).reference().traits();
      for (ItemScores scores : task.itemScores().get(i)) {
        boolean found =
            scores.values().stream()
                .filter(value -> value.metric().equals(JUDGED))
                .anyMatch(value -> value.value().value() == 1);
        models.merge(
            traits.getOrDefault(MODEL, ""),
            RuleQuality.NONE.with(found, REFUSAL.equals(traits.get(PEOPLE))),
            RuleQuality::plus);
      }
    }
    return models;
  }
}
