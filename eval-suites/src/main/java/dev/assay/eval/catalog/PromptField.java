package dev.assay.eval.catalog;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;

/** What one of a task file's {@code doc_to_…} keys says: how a document becomes a value. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PromptField.Text.class, name = "text"),
  @JsonSubTypes.Type(value = PromptField.Constant.class, name = "constant"),
  @JsonSubTypes.Type(value = PromptField.Function.class, name = "function")
})
public sealed interface PromptField {
  /** The name of a column where the documents have one of that name, else a Jinja template. */
  record Text(String source) implements PromptField {}

  /** The same for every document: a whole number, or a list. A mapping stands for its values. */
  record Constant(JsonNode value) implements PromptField {}

  /**
   * A function of a task folder that has an equivalent here, e.g. {@code hellaswag.process_docs}.
   */
  record Function(String name) implements PromptField {}
}
