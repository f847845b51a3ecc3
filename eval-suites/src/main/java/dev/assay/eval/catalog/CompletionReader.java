package dev.assay.eval.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.eval.item.CompletionSettings;
import dev.assay.eval.yaml.YamlValue;
import java.util.List;
import java.util.Set;

/** Reads {@code generation_kwargs} as the harness's {@code normalize_gen_kwargs} does. */
final class CompletionReader {
  private static final List<String> MAX_TOKENS =
      List.of("max_gen_toks", "max_new_tokens", "max_tokens", "max_completion_tokens");
  private static final Set<String> SAMPLING = Set.of("do_sample", "temperature", "top_p", "top_k");

  private CompletionReader() {}

  static CompletionSettings read(TaskKeys task) throws TaskFileException {
    String delimiter = task.text("fewshot_delimiter", "\n\n");
    YamlValue value = task.value("generation_kwargs");
    if (value == null) {
      return settings(
          task, "fewshot_delimiter", List.of(delimiter), CompletionSettings.MAX_TOKENS, 0, 1, 0);
    }
    TaskKeys kwargs = TaskKeys.of(value, "'generation_kwargs'");
    for (String key : kwargs.mapping().entries().keySet()) {
      allow(kwargs, key);
    }
    List<String> until =
        kwargs.mapping().entries().containsKey("until")
            ? kwargs.texts("until")
            : List.of(delimiter);
    int tokens = CompletionSettings.MAX_TOKENS;
    for (int i = MAX_TOKENS.size() - 1; i >= 0; i--) {
      tokens = kwargs.integer(MAX_TOKENS.get(i), tokens, 1);
    }
    // transformers draws at temperature 1 where a file asks for draws and names none.
    double temperature = number(kwargs, "temperature", kwargs.flag("do_sample", false) ? 1 : 0);
    boolean sampled = kwargs.flag("do_sample", temperature > 0);
    return settings(
        kwargs,
        "until",
        until,
        tokens,
        sampled ? temperature : 0,
        number(kwargs, "top_p", 1),
        kwargs.integer("top_k", 0, 0));
  }

  private static void allow(TaskKeys kwargs, String key) throws TaskFileException {
    boolean one = key.equals("num_beams") && kwargs.integer(key, 1, 1) == 1;
    if (!one && !key.equals("until") && !MAX_TOKENS.contains(key) && !SAMPLING.contains(key)) {
      throw new TaskFileException(
          "generation_option",
          kwargs.place(key),
          "'generation_kwargs' has '" + key + "', which no sampler here knows");
    }
  }

  private static double number(TaskKeys keys, String key, double otherwise)
      throws TaskFileException {
    JsonNode value = keys.json(key);
    if (value == null) {
      return otherwise;
    }
    try {
      return value.isNumber() ? value.doubleValue() : Double.parseDouble(value.asText());
    } catch (NumberFormatException e) {
      throw new TaskFileException(
          "bad_value", keys.place(key), "'" + key + "' has to be a number, and not " + value);
    }
  }

  private static CompletionSettings settings(
      TaskKeys keys,
      String key,
      List<String> until,
      int tokens,
      double temperature,
      double topP,
      int topK)
      throws TaskFileException {
    try {
      return new CompletionSettings(until, tokens, temperature, topP, topK);
    } catch (IllegalArgumentException e) {
      throw new TaskFileException("bad_value", keys.place(key), e.getMessage());
    }
  }
}
