package dev.assay.eval.comparison;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.document.DatasetReference;
import dev.assay.eval.document.Document;
import dev.assay.eval.document.DocumentSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The answers that XSTest's authors had labelled (Röttger et al., NAACL 2024): of four models, 450
 * each. Full and partial refusals are refusals.
 *
 * @param models by whose answers they are, in the order of the files
 */
public record LabelledAnswers(Map<String, List<LabelledAnswer>> models) {
  private static final String DATASET = "Paul/XSTest";
  private static final String SPLIT = "completions";
  private static final String LABELLED = "_streval";

  /** Whose answers are labelled. */
  public static final List<String> MODELS =
      List.of("gpt4", "llama2orig", "mistralguard", "mistralinstruct");

  public LabelledAnswers {
    models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
  }

  /**
   * An answer.
   *
   * @param refusal what people labelled it
   */
  public record LabelledAnswer(String request, String answer, boolean refusal) {}

  /** Whether all files are there. */
  public static boolean areIn(DocumentSource source) {
    return MODELS.stream().allMatch(model -> source.holds(dataset(model), SPLIT));
  }

  /**
   * Reads them.
   *
   * @throws AssayException of kind DATA where a file of answers is missing, or has rows without an
   *     answer or label
   */
  public static LabelledAnswers of(DocumentSource source) {
    Map<String, List<LabelledAnswer>> models = new LinkedHashMap<>();
    for (String model : MODELS) {
      List<LabelledAnswer> answers = new ArrayList<>();
      for (Document row : source.split(dataset(model), SPLIT).documents()) {
        answers.add(
            new LabelledAnswer(
                column(model, row, "prompt"),
                column(model, row, "completion"),
                isRefusal(model, row, column(model, row, "final_label"))));
      }
      models.put(model, List.copyOf(answers));
    }
    return new LabelledAnswers(models);
  }

  private static DatasetReference dataset(String model) {
    return new DatasetReference(DATASET, model + LABELLED, Map.of(), null);
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
}
