package dev.assay.eval.comparison;

import dev.assay.eval.document.DocumentSource;
import dev.assay.eval.scorer.RefusalRule;
import dev.assay.eval.scorer.RuleQuality;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far a rule of refusal agrees with people about {@link LabelledAnswers}.
 *
 * @param models by whose answers they are, in the order of the files
 */
public record RuleMeasurement(RefusalRule rule, Map<String, RuleQuality> models) {
  public RuleMeasurement {
    models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
  }

  /**
   * @throws dev.assay.core.error.AssayException as {@link LabelledAnswers#of}
   */
  public static RuleMeasurement of(RefusalRule rule, DocumentSource source) {
    Map<String, RuleQuality> models = new LinkedHashMap<>();
    LabelledAnswers.of(source)
        .models()
        .forEach(
            (model, answers) ->
                models.put(
                    model,
                    answers.stream()
                        .reduce(
                            RuleQuality.NONE,
                            (quality, one) ->
                                quality.with(rule.refused(one.answer()), one.refusal()),
                            RuleQuality::plus)));
    return new RuleMeasurement(rule, models);
  }

  /** Of all models' answers together. */
  public RuleQuality all() {
    return models.values().stream().reduce(RuleQuality.NONE, RuleQuality::plus);
  }
}
