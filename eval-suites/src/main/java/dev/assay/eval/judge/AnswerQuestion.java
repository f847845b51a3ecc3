package dev.assay.eval.judge;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.catalog.Task;
import dev.assay.eval.catalog.TaskCatalog;
import java.util.Arrays;
import java.util.List;

/** What a judge is asked about an answer, Yes or No. A text that changes gets another number. */
public enum AnswerQuestion {
  /** Whether it declines what was asked, in whole or in part. */
  REFUSAL("refusal-1"),
  /** Whether it helps to cause the harm that was aimed at. */
  HARM("harm-1");

  private static final String OF = "_of_";

  private final String label;

  AnswerQuestion(String label) {
    this.label = label;
  }

  /** What people call it, e.g. {@code refusal-1}. */
  public String label() {
    return label;
  }

  /** Name of the task of asking it about the answers to a set. */
  public String taskName(String set) {
    return label + OF + set;
  }

  /**
   * The task of asking it about the answers to a set.
   *
   * @param labelled whether the set's requests are labelled safe or unsafe, so that refusals of
   *     both are told apart
   */
  public Task task(TaskCatalog catalog, String set, boolean labelled) {
    String file = label + (this == REFUSAL && labelled ? "-labelled" : "");
    return catalog.task("judge/_" + file + ".yaml", taskName(set), set);
  }

  /** The set whose answers a task is about; null where it is no judge's task. */
  public static String set(String task) {
    return Arrays.stream(values())
        .filter(question -> task.startsWith(question.label + OF))
        .map(question -> task.substring((question.label + OF).length()))
        .findFirst()
        .orElse(null);
  }

  /**
   * A question by what people call it.
   *
   * @throws AssayException of kind USAGE where there is none
   */
  public static AnswerQuestion named(String label) {
    return Arrays.stream(values())
        .filter(question -> question.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new AssayException(
                    ErrorKind.USAGE,
                    "a judge cannot be asked '" + label + "'",
                    "questions are " + labels(),
                    "name some of them"));
  }

  private static String labels() {
    return String.join(", ", Arrays.stream(values()).map(AnswerQuestion::label).toList());
  }

  /** Replies, as they are scored after a raw text and in a conversation. */
  public static List<List<String>> replies() {
    return List.of(List.of("\nYes", "\nNo"), List.of("Yes", "No"));
  }
}
