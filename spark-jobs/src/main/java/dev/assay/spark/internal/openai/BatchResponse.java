package dev.assay.spark.internal.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.digest.Sha256;
import dev.assay.core.engine.FinishReason;
import dev.assay.core.engine.TokenLogProbability;
import dev.assay.core.error.AssayException;
import dev.assay.core.generation.GeneratedText;
import dev.assay.core.tokenizer.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Lines of the files that come back.
 *
 * @param tokenizer for the text of single tokens
 * @param created seconds since 1970 that responses say; one number for a whole job, so that a line
 *     is the same however often it is computed
 */
record BatchResponse(Tokenizer tokenizer, long created) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int ID_DIGITS = 24;
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;

  /**
   * @param line the request, which ids are made from
   */
  String answer(String line, BatchRequest request, List<GeneratedText> choices) {
    ObjectNode body = NODES.objectNode();
    body.put("id", (request.chat() ? "chatcmpl-" : "cmpl-") + digits(line));
    body.put("object", request.chat() ? "chat.completion" : "text_completion");
    body.put("created", created);
    body.put("model", request.model());
    ArrayNode list = body.putArray("choices");
    for (int i = 0; i < choices.size(); i++) {
      list.add(choice(i, request.chat(), choices.get(i)));
    }
    int prompt = choices.get(0).promptTokens();
    int completion = choices.stream().mapToInt(GeneratedText::completionTokens).sum();
    body.putObject("usage")
        .put("prompt_tokens", prompt)
        .put("completion_tokens", completion)
        .put("total_tokens", prompt + completion);
    return line(line, request.customId(), OK, body);
  }

  /** A request that cannot be answered; its custom_id is null where it has none. */
  String refusal(String line, String customId, AssayException error) {
    ObjectNode body = NODES.objectNode();
    body.putObject("error")
        .put("message", error.getMessage())
        .put("type", "invalid_request_error")
        .putNull("param")
        .put("code", error.code());
    return line(line, customId, BAD_REQUEST, body);
  }

  private static String line(String line, String customId, int status, ObjectNode body) {
    ObjectNode response = NODES.objectNode();
    response.put("id", "batch_req_" + digits(line));
    response.put("custom_id", customId);
    ObjectNode http = response.putObject("response");
    http.put("status_code", status).put("request_id", digits(line)).set("body", body);
    response.putNull("error");
    return response.toString();
  }

  private static String digits(String line) {
    return Sha256.of(line).substring(0, ID_DIGITS);
  }

  private ObjectNode choice(int index, boolean chat, GeneratedText generated) {
    ObjectNode choice = NODES.objectNode().put("index", index);
    if (chat) {
      choice.putObject("message").put("role", "assistant").put("content", generated.text());
    } else {
      choice.put("text", generated.text());
    }
    if (generated.logProbabilities().isEmpty()) {
      choice.putNull("logprobs");
    } else {
      choice.set(
          "logprobs",
          chat ? chatTokens(generated) : completionTokens(generated.logProbabilities()));
    }
    return choice.put("finish_reason", reason(generated.finishReason()));
  }

  /** The interface has no word for a model's own limit: length is the nearest. */
  private static String reason(FinishReason reason) {
    return switch (reason) {
      case END_TOKEN, STOP_RULE -> "stop";
      case LENGTH, CONTEXT_LIMIT -> "length";
    };
  }

  private ObjectNode chatTokens(GeneratedText generated) {
    ObjectNode tokens = NODES.objectNode();
    ArrayNode content = tokens.putArray("content");
    for (TokenLogProbability token : generated.logProbabilities()) {
      ObjectNode node = chatToken(token.token(), token.logProbability());
      ArrayNode top = node.putArray("top_logprobs");
      token
          .mostProbable()
          .forEach(other -> top.add(chatToken(other.token(), other.logProbability())));
      content.add(node);
    }
    return tokens.putNull("refusal");
  }

  private ObjectNode chatToken(int token, double logProbability) {
    String text = text(token);
    ObjectNode node = NODES.objectNode().put("token", text).put("logprob", logProbability);
    ArrayNode bytes = node.putArray("bytes");
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      bytes.add(Byte.toUnsignedInt(one));
    }
    return node;
  }

  private ObjectNode completionTokens(List<TokenLogProbability> tokens) {
    ObjectNode node = NODES.objectNode();
    ArrayNode texts = node.putArray("tokens");
    ArrayNode values = node.putArray("token_logprobs");
    ArrayNode tops = node.putArray("top_logprobs");
    ArrayNode offsets = node.putArray("text_offset");
    int offset = 0;
    for (TokenLogProbability token : tokens) {
      String text = text(token.token());
      texts.add(text);
      values.add(token.logProbability());
      ObjectNode top = tops.addObject();
      token.mostProbable().forEach(other -> top.put(text(other.token()), other.logProbability()));
      offsets.add(offset);
      offset += text.codePointCount(0, text.length());
    }
    return node;
  }

  private String text(int token) {
    return tokenizer.decode(new int[] {token});
  }
}
