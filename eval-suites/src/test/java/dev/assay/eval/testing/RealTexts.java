package dev.assay.eval.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.testing.SharedFolder;
import dev.assay.eval.catalog.Task;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.dataset.DatasetFolder;
import dev.assay.eval.document.Document;
import dev.assay.eval.form.FileForms;
import dev.assay.eval.registry.DatasetRegistry;
import java.util.List;
import java.util.Locale;

/** Texts of real documents, of which the goldens hold digests. */
public final class RealTexts {
  private RealTexts() {}

  public static List<JsonNode> goldens() {
    return HarnessGoldens.lines("generation/real_texts.jsonl").stream()
        .map(HarnessGoldens::parse)
        .toList();
  }

  /** The texts of one golden, in order. */
  public static List<String> of(JsonNode golden) {
    Task task = TaskCatalog.standard().task(golden.get("task").textValue());
    return new DatasetFolder(
            SharedFolder.path("data/general"), FileForms.plain(), DatasetRegistry.standard())
        .split(task.dataset(), task.split()).documents().stream()
            .map(Document::fields)
            .map(document -> text(task.name(), document))
            .toList();
  }

  private static String text(String task, JsonNode document) {
    return switch (task) {
      case "gsm8k" ->
          document.get("question").textValue() + "\n\n" + document.get("answer").textValue();
      case "mbpp" -> document.get("text").textValue() + "\n" + document.get("code").textValue();
      case "nq_open" -> document.get("question").textValue();
      default -> document.get("prompt").textValue();
    };
  }

  public static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }
}
