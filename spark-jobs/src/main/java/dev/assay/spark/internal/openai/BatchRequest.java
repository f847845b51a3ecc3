package dev.assay.spark.internal.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.core.error.AssayException;
import dev.assay.core.generation.GenerationOptions;
import java.util.List;

/**
 * A line of a batch file, read.
 *
 * @param customId as it was given
 * @param chat whether messages are asked about, and not a prompt
 * @param model as the body names it, for the response
 * @param body what is asked
 * @param options of every choice
 * @param choices how many answers are wanted
 */
record BatchRequest(
    String customId,
    boolean chat,
    String model,
    RequestBody body,
    GenerationOptions options,
    int choices) {
  private static final String CHAT = "/v1/chat/completions";
  private static final String COMPLETIONS = "/v1/completions";
  private static final List<String> FIELDS = List.of("custom_id", "method", "url", "body");
  private static final int MOST_CHOICES = 128;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /**
   * @throws AssayException of kind REQUEST where the line is no JSON object
   */
  static JsonNode parse(String line) {
    try {
      JsonNode request = JSON.readTree(line);
      if (request != null && request.isObject()) {
        return request;
      }
    } catch (JsonProcessingException e) {
      throw invalid("invalid_json", "the line is no JSON", e.getOriginalMessage());
    } catch (NumberFormatException e) {
      throw invalid("invalid_json", "the line holds a number that cannot be read", e.getMessage());
    }
    throw invalid("invalid_json", "the line is no JSON object", "it holds something else");
  }

  /**
   * @param defaults where the body says nothing
   * @throws AssayException of kind REQUEST where the request cannot be answered
   */
  static BatchRequest of(JsonNode request, GenerationOptions defaults) {
    request
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                throw invalid(
                    "unknown_field",
                    "the field '" + name + "' is unknown",
                    "a request has " + String.join(", ", FIELDS));
              }
            });
    JsonNode id = request.path("custom_id");
    if (!id.isTextual()) {
      throw invalid("missing_custom_id", "custom_id is no string", "the line holds " + id);
    }
    if (!"POST".equals(request.path("method").asText("POST"))) {
      throw invalid(
          "invalid_method", "method is " + request.path("method"), "requests are of method POST");
    }
    String url = request.path("url").asText();
    if (!url.equals(CHAT) && !url.equals(COMPLETIONS)) {
      throw invalid(
          "invalid_url", "url is '" + url + "'", "it must be " + CHAT + " or " + COMPLETIONS);
    }
    if (!request.path("body").isObject()) {
      throw invalid("missing_body", "body is no object", "it says what is asked");
    }
    boolean chat = url.equals(CHAT);
    RequestBody body = new RequestBody(request.get("body"), chat);
    body.refuseUnsupported();
    return new BatchRequest(
        id.textValue(),
        chat,
        body.text("model", ""),
        body,
        body.options(defaults),
        body.integer("n", 1, 1, MOST_CHOICES));
  }

  static AssayException invalid(String code, String problem, String cause) {
    return AssayException.request(code, problem, cause, "correct the line");
  }
}
