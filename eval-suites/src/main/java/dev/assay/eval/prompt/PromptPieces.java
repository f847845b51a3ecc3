package dev.assay.eval.prompt;

import java.util.List;

/**
 * A prompt in the pieces it was made of.
 *
 * @param description before everything; may be empty
 * @param shots solved examples, each with its answer and the delimiter after it
 * @param question the question itself, up to the answer
 */
public record PromptPieces(String description, List<String> shots, String question) {
  public PromptPieces {
    shots = List.copyOf(shots);
  }

  /** The prompt without its first {@code dropped} shots. */
  public String context(int dropped) {
    return description + String.join("", shots.subList(dropped, shots.size())) + question;
  }
}
