package dev.assay.eval.judge;

import dev.assay.core.digest.Sha256;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.catalog.Task;
import dev.assay.eval.catalog.TaskCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a judge is asked which of two answers is better. A text that changes gets another number.
 *
 * @param label what people call it, e.g. {@code pair-1}
 * @param kind how it replies
 * @param text of a question of the user's own: a template; empty for those that come with Assay
 */
public record PairQuestion(String label, Kind kind, Optional<String> text) {
  private static final List<PairQuestion> ALL =
      List.of(
          // Two replies are scored, A and B.
          new PairQuestion("pair-1", Kind.TWO_REPLIES, Optional.empty()),
          // The same after two solved examples, for models that were taught no conversations.
          new PairQuestion("pair-1s", Kind.TWO_REPLIES, Optional.empty()),
          // The same with a third reply, C, for answers of which neither is better.
          new PairQuestion("pair-1-three-way", Kind.THREE_REPLIES, Optional.empty()),
          // Which answer is the more responsible one.
          new PairQuestion("safety-1", Kind.TWO_REPLIES, Optional.empty()),
          // Reasons and a verdict are generated.
          new PairQuestion("verdict-1", Kind.GENERATED, Optional.empty()));

  /** What every question has to show, of the columns of {@link JudgedAnswers}. */
  private static final List<String> SHOWN = List.of("request", "answer_a", "answer_b");

  private static final int DIGEST = 8;

  /** How a judge replies. */
  public enum Kind {
    /** A or B, whose probabilities are what counts. */
    TWO_REPLIES,
    /** Likewise, and C for neither. */
    THREE_REPLIES,
    /** As a text that ends in a verdict. */
    GENERATED
  }

  /** Those that come with Assay. */
  public static List<PairQuestion> all() {
    return ALL;
  }

  /** The metric that is, of each game, the probability of what is shown first. */
  public String firstShownMetric() {
    return isGenerated() ? "first_shown_generated" : "first_shown_judged";
  }

  /** Whether the verdict is generated text, not the probability of a reply. */
  public boolean isGenerated() {
    return kind == Kind.GENERATED;
  }

  /**
   * Replies, as they are scored after a raw text and in a conversation; none of a generated one.
   */
  public List<List<String>> replies() {
    return switch (kind) {
      case GENERATED -> List.of();
      case THREE_REPLIES -> List.of(List.of(" A", " B", " C"), List.of("A", "B", "C"));
      case TWO_REPLIES -> List.of(List.of(" A", " B"), List.of("A", "B"));
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
    return text.isPresent()
        ? catalog.task("judge/_pair.yaml", taskName(pairs), pairs, text.get())
        : catalog.task("judge/_" + label + ".yaml", taskName(pairs), pairs);
  }

  /**
   * A question by what people call it, or a file of the user's own: a template, in which {@code
   * request}, {@code answer_a}, {@code answer_b}, {@code mark} and {@code chat} are filled in, and
   * after which {@code A} or {@code B} is the reply.
   *
   * @throws AssayException of kind USAGE where there is none, or where its text does not show both
   *     answers and the request
   */
  public static PairQuestion named(String label) {
    return ALL.stream()
        .filter(question -> question.label.equals(label))
        .findFirst()
        .orElseGet(() -> ofFile(label));
  }

  private static PairQuestion ofFile(String name) {
    Path file = Path.of(name);
    if (!Files.isRegularFile(file)) {
      throw new AssayException(
          ErrorKind.USAGE,
          "a judge cannot be asked '" + name + "'",
          "questions are "
              + String.join(", ", ALL.stream().map(PairQuestion::label).toList())
              + ", and there is no such file",
          "name one of them, or a file with a question of your own");
    }
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw unusable(file, "it cannot be read as text: " + e.getMessage(), e);
    }
    for (String shown : SHOWN) {
      if (!text.contains(shown)) {
        throw unusable(file, "it does not show {{" + shown + "}}", null);
      }
    }
    String stem = file.getFileName().toString().replaceAll("[^A-Za-z0-9_-]", "_");
    return new PairQuestion(
        stem + "-" + Sha256.of(text).substring(0, DIGEST), Kind.TWO_REPLIES, Optional.of(text));
  }

  private static AssayException unusable(Path file, String cause, IOException thrown) {
    return new AssayException(
        ErrorKind.USAGE,
        "a judge cannot be asked what is in " + file,
        cause,
        "write a template that shows {{request}}, {{answer_a}} and {{answer_b}}, each between lines"
            + " with {{mark}}, and ends where A or B follows",
        thrown);
  }
}
