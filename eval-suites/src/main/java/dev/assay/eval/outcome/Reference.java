package dev.assay.eval.outcome;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * What a completion is held against: all that its scores need of the document it answers. As JSON
 * it fits a column of a table.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RightAnswers.class, name = "right_answers"),
  @JsonSubTypes.Type(value = InstructionList.class, name = "instructions"),
  @JsonSubTypes.Type(value = ProgramFrame.class, name = "program")
})
public sealed interface Reference permits RightAnswers, InstructionList, ProgramFrame {

  /** One line of JSON. */
  default String json() {
    try {
      return Json.MAPPER.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a reference cannot be written", e);
    }
  }

  /**
   * What {@link #json} wrote.
   *
   * @throws IllegalArgumentException if it is no reference
   */
  static Reference parse(String json) {
    try {
      return Json.MAPPER.readValue(json, Reference.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no reference: " + e.getOriginalMessage(), e);
    }
  }

  /** Made when it is first used. */
  final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private Json() {}
  }
}
