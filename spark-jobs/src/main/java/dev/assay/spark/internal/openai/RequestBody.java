package dev.assay.spark.internal.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.assay.core.error.AssayException;
import dev.assay.core.generation.ChatVariables;
import dev.assay.core.generation.GenerationOptions;
import dev.assay.core.generation.Message;
import dev.assay.core.generation.PromptEncoder;
import dev.assay.core.sampling.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a request asks.
 *
 * @param body an object
 * @param chat whether its fields are those of chat completions
 */
record RequestBody(JsonNode body, boolean chat) {
  /** What OpenAI's interfaces take where nothing is said. */
  private static final double TEMPERATURE = 1;

  private static final int COMPLETION_TOKENS = 16;

  private static final Set<String> COMMON =
      Set.of(
          "model",
          "max_tokens",
          "temperature",
          "top_p",
          "n",
          "stop",
          "seed",
          "logprobs",
          "user",
          "top_k",
          "min_p",
          "repetition_penalty",
          "ignore_eos",
          "skip_special_tokens");
  private static final Set<String> CHAT =
      Set.of(
          "messages",
          "max_completion_tokens",
          "top_logprobs",
          "metadata",
          "store",
          "chat_template_kwargs");
  private static final Set<String> COMPLETIONS = Set.of("prompt");

  /**
   * Fields that say nothing new at these values may stand.
   *
   * @throws AssayException of kind REQUEST for any other field that is not known
   */
  void refuseUnsupported() {
    body.fields()
        .forEachRemaining(
            field -> {
              String name = field.getKey();
              boolean known = COMMON.contains(name) || (chat ? CHAT : COMPLETIONS).contains(name);
              if (!known && !saysNothing(name, field.getValue())) {
                throw AssayException.request(
                    "unsupported_field",
                    "the field '" + name + "' is not supported",
                    "it is " + shown(field.getValue()),
                    "leave it out");
              }
            });
  }

  private static boolean saysNothing(String name, JsonNode value) {
    return value.isNull()
        || switch (name) {
          case "presence_penalty", "frequency_penalty" -> value.isNumber() && value.asDouble() == 0;
          case "stream", "echo" -> value.isBoolean() && !value.asBoolean();
          case "best_of" -> value.isNumber() && value.asInt() == 1;
          case "logit_bias", "tools" -> value.isContainerNode() && value.isEmpty();
          case "response_format" -> "text".equals(value.path("type").asText());
          default -> false;
        };
  }

  GenerationOptions options(GenerationOptions defaults) {
    Sampling sampling =
        new Sampling(
            number("temperature", TEMPERATURE),
            integer("top_k", 0, -1, Integer.MAX_VALUE) < 0
                ? 0
                : integer("top_k", 0, -1, Integer.MAX_VALUE),
            number("top_p", 1),
            number("min_p", 0),
            number("repetition_penalty", 1),
            whole("seed", defaults.sampling().seed()));
    return defaults
        .withMaxNewTokens(mostTokens(defaults))
        .withSampling(sampling)
        .withStop(stop())
        .withIgnoreEnd(truth("ignore_eos", false))
        .withSkippedSpecialTokens(truth("skip_special_tokens", defaults.skipsSpecialTokens()))
        .withChatVariables(chatVariables(defaults))
        .withLogProbabilities(logProbabilities());
  }

  private ChatVariables chatVariables(GenerationOptions defaults) {
    JsonNode variables = value("chat_template_kwargs");
    return variables.isNull() ? defaults.chatVariables() : ChatVariables.of(variables);
  }

  private int mostTokens(GenerationOptions defaults) {
    int otherwise = chat ? defaults.maxNewTokens() : COMPLETION_TOKENS;
    int most = integer("max_tokens", otherwise, 1, Integer.MAX_VALUE);
    return integer("max_completion_tokens", most, 1, Integer.MAX_VALUE);
  }

  private int logProbabilities() {
    if (!chat) {
      return integer("logprobs", -1, -1, 20);
    }
    return truth("logprobs", false) ? integer("top_logprobs", 0, 0, 20) : -1;
  }

  private List<String> stop() {
    JsonNode stop = value("stop");
    if (stop.isNull()) {
      return List.of();
    }
    if (stop.isTextual()) {
      return List.of(stop.textValue());
    }
    List<String> strings = new ArrayList<>();
    for (JsonNode string : stop) {
      strings.add(string.textValue());
    }
    if (!stop.isArray() || strings.contains(null)) {
      throw wrong("stop", stop, "a string, or a list of strings");
    }
    return strings;
  }

  /**
   * Token ids of the prompt.
   *
   * @param variables of the chat template
   * @throws AssayException of kind REQUEST where there is none, or it is too long
   */
  int[] prompt(PromptEncoder encoder, ChatVariables variables) {
    if (chat) {
      return encoder.messages(messages(), variables);
    }
    JsonNode prompt = value("prompt");
    if (prompt.isTextual()) {
      return encoder.text(prompt.textValue());
    }
    if (prompt.isArray() && prompt.size() == 1 && prompt.get(0).isTextual()) {
      return encoder.text(prompt.get(0).textValue());
    }
    int[] ids = new int[prompt.isArray() ? prompt.size() : 0];
    for (int i = 0; i < ids.length; i++) {
      if (!prompt.get(i).isIntegralNumber() || !prompt.get(i).canConvertToInt()) {
        throw wrong("prompt", prompt, "one string, or one list of token ids");
      }
      ids[i] = prompt.get(i).intValue();
    }
    if (ids.length == 0) {
      throw wrong("prompt", prompt, "one string, or one list of token ids");
    }
    return encoder.ids(ids);
  }

  private List<Message> messages() {
    JsonNode list = value("messages");
    if (!list.isArray() || list.isEmpty()) {
      throw wrong("messages", list, "a list of messages, at least one");
    }
    List<Message> messages = new ArrayList<>();
    for (JsonNode message : list) {
      if (!message.path("role").isTextual()) {
        throw wrong("messages", message, "a list of messages with role and content");
      }
      messages.add(
          new Message(Message.Role.named(message.get("role").textValue()), content(message)));
    }
    return messages;
  }

  /** A string, or parts of the type text. */
  private static String content(JsonNode message) {
    JsonNode content = message.path("content");
    if (content.isTextual()) {
      return content.textValue();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      if (!"text".equals(part.path("type").asText()) || !part.path("text").isTextual()) {
        throw wrong("messages", part, "content of text alone");
      }
      text.append(part.get("text").textValue());
    }
    if (!content.isArray()) {
      throw wrong("messages", message, "a list of messages with role and content");
    }
    return text.toString();
  }

  String text(String name, String otherwise) {
    JsonNode value = value(name);
    return value.isTextual() ? value.textValue() : otherwise;
  }

  int integer(String name, int otherwise, int least, int most) {
    long whole = whole(name, otherwise);
    if (whole < least || whole > most) {
      throw wrong(name, value(name), "a whole number, " + least + " to " + most);
    }
    return (int) whole;
  }

  private long whole(String name, long otherwise) {
    JsonNode value = value(name);
    if (value.isNull()) {
      return otherwise;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(name, value, "a whole number");
    }
    return value.longValue();
  }

  private double number(String name, double otherwise) {
    JsonNode value = value(name);
    if (value.isNull()) {
      return otherwise;
    }
    if (!value.isNumber()) {
      throw wrong(name, value, "a number");
    }
    return value.doubleValue();
  }

  private boolean truth(String name, boolean otherwise) {
    JsonNode value = value(name);
    if (!value.isNull() && !value.isBoolean()) {
      throw wrong(name, value, "true or false");
    }
    return value.asBoolean(otherwise);
  }

  private JsonNode value(String name) {
    JsonNode value = body.get(name);
    return value == null ? NullNode.getInstance() : value;
  }

  private static AssayException wrong(String name, JsonNode found, String wanted) {
    return AssayException.request(
        "invalid_field", name + " is " + shown(found), "it must be " + wanted, "correct the line");
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() <= 80 ? text : text.substring(0, 77) + "...";
  }
}
