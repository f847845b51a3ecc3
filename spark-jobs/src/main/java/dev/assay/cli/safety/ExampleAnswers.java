package dev.assay.cli.safety;

import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.run.ScoredTask;
import dev.assay.spark.internal.evaluate.EvaluateResult;
import java.util.List;

/** Beginnings of answers, for people who asked for them: they may be harmful to read. */
final class ExampleAnswers {
  private static final int LONGEST = 200;

  private ExampleAnswers() {}

  /**
   * As Markdown.
   *
   * @param most answers of each set
   */
  static String of(List<EvaluateResult> results, int most) {
    StringBuilder text = new StringBuilder("# Answers, their first " + LONGEST + " characters\n");
    for (EvaluateResult result : results) {
      for (ScoredTask task : result.scores().tasks()) {
        List<AnsweredItem> answered =
            task.items().stream()
                .filter(item -> item.response() instanceof Response.Completions)
                .limit(most)
                .toList();
        if (!answered.isEmpty()) {
          text.append("\n## ").append(task.name()).append('\n');
          answered.forEach(item -> append(text, item));
        }
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, AnsweredItem item) {
    for (String answer : ((Response.Completions) item.response()).texts()) {
      int end = Math.min(LONGEST, answer.length());
      text.append("* ").append(item.docId()).append(": ");
      text.append(answer.substring(0, end).replaceAll("\\s+", " ")).append('\n');
    }
  }
}
