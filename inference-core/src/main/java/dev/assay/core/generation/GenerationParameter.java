package dev.assay.core.generation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.NearestNames;
import dev.assay.core.sampling.Sampling;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/** A generation's parameters, by the names and in the text forms that people write. */
public enum GenerationParameter {
  MAX_NEW_TOKENS(
      "the most tokens to generate",
      (options, value) -> options.withMaxNewTokens(integer("max_new_tokens", value))),
  TEMPERATURE(
      "logits are divided by it; 0 takes the most probable token",
      sampling((now, value) -> now.withTemperature(number("temperature", value)))),
  TOP_K(
      "draws from so many most probable tokens; 0 for all",
      sampling((now, value) -> now.withTopK(integer("top_k", value)))),
  TOP_P(
      "draws from the most probable tokens of this sum; 1 for all",
      sampling((now, value) -> now.withTopP(number("top_p", value)))),
  MIN_P(
      "leaves out tokens less probable than this times the most probable one; 0 for none",
      sampling((now, value) -> now.withMinP(number("min_p", value)))),
  REPETITION_PENALTY(
      "makes tokens that prompt or text have less probable; 1 for none",
      sampling((now, value) -> now.withRepetitionPenalty(number("repetition_penalty", value)))),
  SEED(
      "of the draws, with the row's id",
      (options, value) -> options.withSeed(whole("seed", value))),
  STOP(
      "the text ends before this string, or the first of a JSON list of them",
      (options, value) -> options.withStop(strings(value))),
  IGNORE_EOS(
      "whether end-of-text tokens are tokens like others",
      (options, value) -> options.withIgnoreEnd(truth("ignore_eos", value))),
  LOGPROBS(
      "log-probabilities of the chosen tokens and of so many most probable ones; -1 for none",
      (options, value) -> options.withLogProbabilities(integer("logprobs", value))),
  SKIP_SPECIAL_TOKENS(
      "whether special tokens are left out of the text",
      (options, value) -> options.withSkippedSpecialTokens(truth("skip_special_tokens", value))),
  CHAT_TEMPLATE_KWARGS(
      "variables of the chat template, a JSON object, e.g. {\"enable_thinking\": false}",
      (options, value) -> options.withChatVariables(ChatVariables.of(value)));

  private static final JsonMapper JSON = new JsonMapper();

  private final String meaning;
  private final BiFunction<GenerationOptions, String, GenerationOptions> change;

  GenerationParameter(
      String meaning, BiFunction<GenerationOptions, String, GenerationOptions> change) {
    this.meaning = meaning;
    this.change = change;
  }

  /** As people write it, e.g. {@code max_new_tokens}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String meaning() {
    return meaning;
  }

  /**
   * The options with this parameter changed.
   *
   * @throws AssayException of kind REQUEST for a value that does not fit
   */
  public GenerationOptions set(GenerationOptions options, String value) {
    return change.apply(options, value);
  }

  /** All names. */
  public static List<String> names() {
    return Arrays.stream(values()).map(GenerationParameter::text).toList();
  }

  /**
   * The options with some parameters changed.
   *
   * @throws AssayException of kind REQUEST for a name that does not exist, with the nearest ones,
   *     and for a value that does not fit
   */
  public static GenerationOptions apply(GenerationOptions options, Map<String, String> values) {
    GenerationOptions changed = options;
    for (Map.Entry<String, String> value : values.entrySet()) {
      changed = named(value.getKey()).set(changed, value.getValue());
    }
    return changed;
  }

  private static BiFunction<GenerationOptions, String, GenerationOptions> sampling(
      BiFunction<Sampling, String, Sampling> change) {
    return (options, value) -> options.withSampling(change.apply(options.sampling(), value));
  }

  private static GenerationParameter named(String name) {
    return Arrays.stream(values())
        .filter(parameter -> parameter.text().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                AssayException.request(
                    "invalid_parameter",
                    "the parameter '" + name + "' does not exist",
                    "the parameters are " + String.join(", ", names()),
                    NearestNames.suggestion(String.valueOf(name), names(), "leave it out")));
  }

  private static int integer(String name, String value) {
    long whole = whole(name, value);
    if (whole != (int) whole) {
      throw wrong(name, value, "a whole number up to " + Integer.MAX_VALUE);
    }
    return (int) whole;
  }

  private static long whole(String name, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw wrong(name, value, "a whole number");
    }
  }

  private static double number(String name, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException | NullPointerException e) {
      throw wrong(name, value, "a number");
    }
  }

  private static boolean truth(String name, String value) {
    if (!"true".equals(value) && !"false".equals(value)) {
      throw wrong(name, value, "true or false");
    }
    return "true".equals(value);
  }

  private static List<String> strings(String value) {
    if (value == null) {
      return List.of();
    }
    if (!value.startsWith("[")) {
      return List.of(value);
    }
    try {
      String[] strings = JSON.readValue(value, String[].class);
      if (Arrays.asList(strings).contains(null)) {
        throw wrong("stop", value, "a string, or a list of strings without null");
      }
      return List.of(strings);
    } catch (JsonProcessingException e) {
      // A stop string may well begin with a bracket.
      return List.of(value);
    }
  }

  private static AssayException wrong(String name, String value, String wanted) {
    return AssayException.request(
        "invalid_parameter",
        name + " is '" + value + "'",
        "it must be " + wanted,
        "correct it, or leave it out for its default");
  }
}
