package dev.assay.eval.judge;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.catalog.Task;
import dev.assay.eval.catalog.TaskCatalog;
import java.util.Arrays;
import java.util.List;

/** How a judge is asked which of two answers is better. A text that changes gets another number. */
public enum PairQuestion {
  /** Two replies are scored, A and B. */
  PAIR("pair-1", "first_shown_judged"),
  /** The same after two solved examples, for models that were taught no conversations. */
  PAIR_SHOTS("pair-1s", "first_shown_judged"),
  /** The same with a third reply, C, for answers of which neither is better. */
  PAIR_THREE_WAY("pair-1-three-way", "first_shown_judged"),
  /** Which answer is the more responsible one; two replies are scored. */
  SAFETY("safety-1", "first_shown_judged"),
  /** Reasons and a verdict are generated. */
  VERDICT("verdict-1", "first_shown_generated");

  private final String label;
  private final String firstShown;

  PairQuestion(String label, String firstShown) {
    this.label = label;
    this.firstShown = firstShown;
  }

  /** What people call it, e.g. {@code pair-1}. */
  public String label() {
    return label;
  }

  /** The metric that is, of each game, the probability of what is shown first. */
  public String firstShownMetric() {
    return firstShown;
  }

  /** Whether the verdict is generated text, not the probability of a reply. */
  public boolean isGenerated() {
    return this == VERDICT;
  }

  /**
   * Replies, as they are scored after a raw text and in a conversation; none of a generated one.
   */
  public List<List<String>> replies() {
    return switch (this) {
      case VERDICT -> List.of();
      case PAIR_THREE_WAY -> List.of(List.of(" A", " B", " C"), List.of("A", "B", "C"));
      default -> List.of(List.of(" A", " B"), List.of("A", "B"));
    };
  }

  /** Name of the task of asking it about pairs. */
  public String taskName(String pairs) {
    return label + "_of_" + pairs;
  }

  /**
   * The task of asking it about pairs.
   *
   * @param pairs which ones: a name of letters, digits, {@code _}, {@code -} and dots
   */
  public Task task(TaskCatalog catalog, String pairs) {
    return catalog.task("judge/_" + label + ".yaml", taskName(pairs), pairs);
  }

  /**
   * A question by what people call it.
   *
   * @throws AssayException of kind USAGE where there is none
   */
  public static PairQuestion named(String label) {
    return Arrays.stream(values())
        .filter(question -> question.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new AssayException(
                    ErrorKind.USAGE,
                    "a judge cannot be asked '" + label + "'",
                    "questions are "
                        + String.join(
                            ", ", Arrays.stream(values()).map(PairQuestion::label).toList()),
                    "name one of them"));
  }
}
