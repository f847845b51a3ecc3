package dev.assay.eval.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.testing.SharedFolder;
import dev.assay.eval.data.DataFolder;
import dev.assay.eval.data.JsonLinesReader;
import dev.assay.eval.data.SourceDocument;
import dev.assay.eval.task.GenerationTask;
import dev.assay.eval.task.TaskCatalog;
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
    GenerationTask task =
        TaskCatalog.standard().generationTasks().stream()
            .filter(one -> one.name().equals(golden.get("task").textValue()))
            .findFirst()
            .orElseThrow();
    DataFolder data =
        new DataFolder(SharedFolder.path("data/general"), List.of(new JsonLinesReader()));
    return data.split(task, task.source().evaluated()).documents().stream()
        .map(SourceDocument::fields)
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
