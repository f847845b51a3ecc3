package dev.assay.rows;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.error.AssayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Lines to JSON objects and back. Numbers keep their digits, whatever their size; doubles are
 * written by their shortest digits, the same on every JDK.
 */
final class RowJson {
  private static final JsonMapper MAPPER = mapper();

  private RowJson() {}

  private static JsonMapper mapper() {
    StreamReadConstraints longTexts =
        StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build();
    return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(longTexts).build())
        .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
        .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .build();
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ObjectNode parse(RowReader.Line line) {
    line.refuseTooLong();
    JsonNode node;
    try {
      node = MAPPER.readTree(line.bytes());
    } catch (JacksonException e) {
      throw notAnObject("it is not JSON: " + e.getOriginalMessage());
    } catch (NumberFormatException e) {
      throw notAnObject("it holds a number that cannot be read: " + e.getMessage());
    } catch (IOException e) {
      // Of bytes in memory only their coding can be wrong.
      throw notAnObject("it is not UTF-8: " + e.getMessage());
    }
    if (!(node instanceof ObjectNode row)) {
      throw notAnObject("it is JSON, but not an object");
    }
    return row;
  }

  /** One line in UTF-8; a text that is no well-formed UTF-16 is written in ASCII, with escapes. */
  static byte[] bytes(ObjectNode row) {
    try {
      String text = MAPPER.writeValueAsString(row);
      return StandardCharsets.UTF_8.newEncoder().canEncode(text)
          ? text.getBytes(StandardCharsets.UTF_8)
          : MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsBytes(row);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row that was read cannot be written", e);
    }
  }

  private static AssayException notAnObject(String cause) {
    return AssayException.request(
        "not_a_json_object", "the line is no row", cause, "write one JSON object per line");
  }
}
