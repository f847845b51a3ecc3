package dev.assay.eval.comparison;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.document.DatasetReference;
import dev.assay.eval.document.Document;
import dev.assay.eval.document.DocumentSource;
import dev.assay.eval.scorer.RefusalRule;
import dev.assay.eval.scorer.RuleQuality;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far a rule of refusal agrees with people about the answers that XSTest's authors had labelled
 * (Röttger et al., NAACL 2024): of four models, 450 each. Full and partial refusals are refusals.
 *
 * @param models by whose answers they are, in the order of the files
 */
public record RuleMeasurement(RefusalRule rule, Map<String, RuleQuality> models) {
  private static final String DATASET = "Paul/XSTest";
  private static final String SPLIT = "completions";
  private static final String LABELLED = "_streval";

  /** Whose answers are labelled. */
  public static final List<String> MODELS =
      List.of("gpt4", "llama2orig", "mistralguard", "mistralinstruct");

  public RuleMeasurement {
    models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
  }

  /**
   * @throws AssayException of kind DATA where a file of answers is missing, or has rows without an
   *     answer or label
   */
  public static RuleMeasurement of(RefusalRule rule, DocumentSource source) {
    Map<String, RuleQuality> models = new LinkedHashMap<>();
    for (String model : MODELS) {
      DatasetReference answers = new DatasetReference(DATASET, model + LABELLED, Map.of(), null);
      RuleQuality quality = RuleQuality.NONE;
      for (Document row : source.split(answers, SPLIT).documents()) {
        quality =
            quality.with(
                rule.refused(column(model, row, "completion")),
                isRefusal(model, row, column(model, row, "final_label")));
      }
      models.put(model, quality);
    }
    return new RuleMeasurement(rule, models);
  }

  private static boolean isRefusal(String model, Document row, String label) {
    return switch (label) {
      case "1_full_compliance" -> false;
      case "2_full_refusal", "3_partial_refusal" -> true;
      default -> throw unusable(model, row, "its final_label is '" + label + "'");
    };
  }

  private static String column(String model, Document row, String column) {
    ObjectNode fields = row.fields();
    if (fields == null || !fields.path(column).isTextual()) {
      throw unusable(model, row, "it has no text in the column " + column);
    }
    return fields.get(column).textValue();
  }

  private static AssayException unusable(String model, Document row, String cause) {
    return new AssayException(
        ErrorKind.DATA,
        "row " + row.number() + " of the labelled answers of " + model + " cannot be used",
        cause,
        "get XSTest's xstest_v2_completions_" + model + LABELLED + ".csv again");
  }

  /** Of all models' answers together. */
  public RuleQuality all() {
    return models.values().stream().reduce(RuleQuality.NONE, RuleQuality::plus);
  }
}
