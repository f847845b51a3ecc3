package dev.assay.eval.sidebyside;

import java.util.List;
import java.util.Map;

/**
 * A model that is compared, with its answers.
 *
 * @param name what people call it
 * @param fingerprint sha256 of its configuration and weights; null where its answers were made
 *     elsewhere
 * @param family its model_type; null likewise
 * @param source where its answers are from: a run's id, or a file's sha256
 * @param answers in the order of the prompts
 */
public record Contestant(
    String name, String fingerprint, String family, String source, List<Answer> answers) {
  public Contestant {
    answers = List.copyOf(answers);
  }

  /**
   * An answer.
   *
   * @param promptId tells prompts apart; the same for every model
   * @param sample of several answers to one prompt, from 0
   * @param category of the prompt; empty where it has none
   * @param label {@code safe} or {@code unsafe}; empty where the prompt has none
   * @param request as it was asked, before any chat template
   * @param reference an answer that is right; empty where the prompt has none
   * @param text null where the model failed
   * @param scores of its run by metric, the higher the better; empty where it has none
   */
  public record Answer(
      String promptId,
      int sample,
      String category,
      String label,
      String request,
      String reference,
      String text,
      Map<String, Double> scores) {
    public Answer {
      scores = Map.copyOf(scores);
    }
  }
}
