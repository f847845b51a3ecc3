package dev.assay.core.generation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.core.error.AssayException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a chat template is told beside the messages, as transformers' {@code apply_chat_template}
 * takes it: e.g. Qwen 3's {@code enable_thinking}, or Llama 3's {@code date_string}. A template
 * that asks for none of it gives the same prompt.
 *
 * @param json an object, its names in order, without spaces
 */
public record ChatVariables(String json) implements Serializable {
  public static final ChatVariables NONE = new ChatVariables("{}");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  /** What a prompt is made of: nobody may tell it to a template as something else. */
  private static final List<String> RESERVED = List.of("messages", "add_generation_prompt");

  /**
   * @param text a JSON object; null or empty for no variables
   * @throws AssayException of kind REQUEST for any other text, and for names that prompts are made
   *     of
   */
  public static ChatVariables of(String text) {
    if (text == null || text.isBlank()) {
      return NONE;
    }
    try {
      return of(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      throw refused(text, "it is no JSON: " + e.getOriginalMessage());
    }
  }

  /** The same of JSON that is read already. */
  public static ChatVariables of(JsonNode object) {
    if (object == null || object.isNull() || object.isMissingNode()) {
      return NONE;
    }
    if (!object.isObject()) {
      throw refused(object.toString(), "it is no JSON object");
    }
    Map<String, JsonNode> sorted = new TreeMap<>();
    object.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
    for (String name : RESERVED) {
      if (sorted.containsKey(name)) {
        throw refused(object.toString(), "the prompt itself says what " + name + " is");
      }
    }
    try {
      return new ChatVariables(JSON.writeValueAsString(sorted));
    } catch (JsonProcessingException e) {
      throw refused(object.toString(), "it cannot be written: " + e.getOriginalMessage());
    }
  }

  Map<String, JsonNode> values() {
    Map<String, JsonNode> values = new TreeMap<>();
    try {
      JSON.readTree(json)
          .properties()
          .forEach(field -> values.put(field.getKey(), field.getValue()));
    } catch (JsonProcessingException e) {
      throw refused(json, "it is no JSON: " + e.getOriginalMessage());
    }
    return values;
  }

  private static AssayException refused(String text, String cause) {
    String shown = text.length() <= 200 ? text : text.substring(0, 200) + "…";
    return AssayException.request(
        "invalid_parameter",
        "chat_template_kwargs is '" + shown + "'",
        cause,
        "give an object of variables, e.g. {\"enable_thinking\": false}");
  }
}
