package dev.assay.spark.internal.sidebyside;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.digest.Sha256;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.datasets.DatasetForms;
import dev.assay.eval.document.Document;
import dev.assay.eval.sidebyside.Contestant;
import dev.assay.eval.sidebyside.Contestant.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers made elsewhere: rows of {@code prompt}, {@code completion}, and where they have them
 * {@code prompt_id} or {@code id}, {@code category}, {@code label} and {@code reference}. A row
 * without an id is known by its prompt.
 */
public final class FileAnswers {
  private FileAnswers() {}

  /**
   * Reads them.
   *
   * @param categories the column that prompts are told apart by
   * @throws AssayException of kind DATA for a file that cannot be read or has no such columns
   */
  public static Contestant of(String name, Path file, String categories) {
    try {
      List<Answer> answers = new ArrayList<>();
      Map<String, Integer> samples = new HashMap<>();
      for (Document row : DatasetForms.all().read(file)) {
        if (row.broken() || !row.fields().path("prompt").isTextual()) {
          throw unusable(file, "row " + row.number() + " has no text in the column 'prompt'", null);
        }
        JsonNode fields = row.fields();
        String prompt = fields.get("prompt").textValue();
        String id = text(fields, "prompt_id", text(fields, "id", byPrompt(prompt)));
        answers.add(
            new Answer(
                id,
                samples.merge(id, 1, Integer::sum) - 1,
                text(fields, categories, ""),
                text(fields, "label", ""),
                prompt,
                text(fields, "reference", ""),
                fields.path("completion").isTextual() ? fields.get("completion").textValue() : null,
                Map.of()));
      }
      if (answers.isEmpty()) {
        throw unusable(file, "it holds no row", null);
      }
      return new Contestant(name, null, null, Sha256.of(file), answers);
    } catch (IOException e) {
      throw unusable(file, e.getMessage(), e);
    }
  }

  /** The id of a prompt that has no other. */
  static String byPrompt(String prompt) {
    return "sha256:" + Sha256.of(prompt);
  }

  private static String text(JsonNode fields, String column, String otherwise) {
    return fields.hasNonNull(column) ? fields.get(column).asText() : otherwise;
  }

  private static AssayException unusable(Path file, String cause, IOException thrown) {
    return new AssayException(
        ErrorKind.DATA,
        "answers of " + file + " cannot be read",
        cause,
        "give rows with the columns prompt and completion, and prompt_id where prompts repeat",
        thrown);
  }
}
