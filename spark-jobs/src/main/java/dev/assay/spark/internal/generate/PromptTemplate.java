package dev.assay.spark.internal.generate;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A prompt with columns in it: {@code Summarise: {body}}. A brace of the text is written twice.
 *
 * @param parts in order
 */
record PromptTemplate(List<Part> parts) {

  /**
   * @param column whether the text names a column
   */
  record Part(String text, boolean column) implements Serializable {}

  /**
   * @throws AssayException of kind USAGE for braces that do not pair
   */
  static PromptTemplate parse(String template) {
    List<Part> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < template.length(); at++) {
      char character = template.charAt(at);
      boolean brace = character == '{' || character == '}';
      if (!brace) {
        text.append(character);
      } else if (at + 1 < template.length() && template.charAt(at + 1) == character) {
        text.append(character);
        at++;
      } else if (character == '{' && template.indexOf('}', at) > at + 1) {
        int end = template.indexOf('}', at);
        parts.add(new Part(text.toString(), false));
        parts.add(new Part(template.substring(at + 1, end), true));
        text.setLength(0);
        at = end;
      } else {
        throw new AssayException(
            ErrorKind.USAGE,
            "the template '" + template + "' is wrong at character " + (at + 1),
            "a brace stands alone there, or names no column",
            "write {column}, and {{ or }} for a brace of the text");
      }
    }
    parts.add(new Part(text.toString(), false));
    List<Part> filled = parts.stream().filter(part -> !part.text().isEmpty()).toList();
    return new PromptTemplate(filled);
  }
}
