package dev.assay.eval.item;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an answer is held against: all that its scores need of the document it answers. As JSON it
 * fits a column of a table.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Reference.RightChoices.class, name = "right_choices"),
  @JsonSubTypes.Type(value = Reference.RightTexts.class, name = "right_texts"),
  @JsonSubTypes.Type(value = Reference.Instructions.class, name = "instructions"),
  @JsonSubTypes.Type(value = Reference.Program.class, name = "program"),
  @JsonSubTypes.Type(value = Reference.Traits.class, name = "traits"),
  @JsonSubTypes.Type(value = Reference.None.class, name = "none")
})
public sealed interface Reference {
  /** What items are told apart by, e.g. {@code category}; empty for nothing. */
  default Map<String, String> traits() {
    return Map.of();
  }

  /**
   * Indices of right choices, at least one; where several are, a pick of any is right.
   *
   * @param texts what the choices say, for metrics of words; may be empty
   * @param traits of the document, for metrics of several items, e.g. {@code category}; else empty
   */
  record RightChoices(
      List<Integer> indices,
      List<String> texts,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> traits)
      implements Reference {
    @JsonCreator
    public RightChoices {
      indices = List.copyOf(indices);
      texts = List.copyOf(texts);
      traits = traits == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(traits));
    }

    public RightChoices(List<Integer> indices, List<String> texts) {
      this(indices, texts, Map.of());
    }
  }

  /**
   * Texts, at least one, of which any is right.
   *
   * @param choices the document's, for the filter {@code multi_choice_regex}; else empty
   */
  record RightTexts(
      List<String> texts, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> choices)
      implements Reference {
    @JsonCreator
    public RightTexts {
      texts = List.copyOf(texts);
      choices = choices == null ? List.of() : List.copyOf(choices);
    }

    public RightTexts(List<String> texts) {
      this(texts, List.of());
    }
  }

  /** Instructions that a completion has to follow, in the document's order, each by itself. */
  record Instructions(List<Instruction> instructions) implements Reference {
    public Instructions {
      instructions = List.copyOf(instructions);
    }
  }

  /**
   * One instruction.
   *
   * @param id e.g. {@code punctuation:no_comma}
   * @param arguments object of what the instruction is about
   */
  record Instruction(String id, JsonNode arguments) {}

  /** The text of a program around a completion: before it, and after it, where the tests are. */
  record Program(String before, String after) implements Reference {
    /** The program whole, of a completion that continues the text before it. */
    public String whole(String completion) {
      return tested(before + completion);
    }

    /** The program whole, of a prediction: what a filter made of a completion. */
    public String tested(String prediction) {
      return prediction + after;
    }
  }

  /**
   * What is known of a prompt that has no right answer.
   *
   * @param traits by name, e.g. {@code category}: what scores are told apart by
   * @param mustMatch regular expressions, as Python writes them, that an answer has to hold
   * @param mustNotMatch those that it must not hold
   */
  record Traits(
      Map<String, String> traits,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> mustMatch,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> mustNotMatch)
      implements Reference {
    /** Of a prompt of which nothing is known. */
    public static final Traits NONE = new Traits(Map.of(), List.of(), List.of());

    public Traits {
      traits = Collections.unmodifiableMap(new TreeMap<>(traits));
      mustMatch = mustMatch == null ? List.of() : List.copyOf(mustMatch);
      mustNotMatch = mustNotMatch == null ? List.of() : List.copyOf(mustNotMatch);
    }
  }

  /** Nothing: the answer is only stored, or its probability is all that counts. */
  record None() implements Reference {}

  /** One line of JSON. */
  default String json() {
    try {
      return Json.MAPPER.writerFor(Reference.class).writeValueAsString(this);
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
      Reference read = Json.MAPPER.readValue(json, Reference.class);
      if (read == null) {
        throw new IllegalArgumentException("no reference: null");
      }
      return read;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no reference: " + e.getOriginalMessage(), e);
    }
  }

  /** Made when it is first used. */
  final class Json {
    private static final ObjectMapper MAPPER =
        JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private Json() {}
  }
}
