package dev.assay.eval.filter;

import dev.assay.core.error.AssayException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Steps that choose among an item's answers (lm_eval/filters/selection.py). */
final class VotingSteps {
  private VotingSteps() {}

  static FilterStep takeFirst() {
    return answers -> {
      requireMany(answers, 1, "take_first");
      return new Answers(answers.texts().subList(0, 1), true, answers.choices(), answers.opening());
    };
  }

  static FilterStep takeFirst(int count) {
    return answers -> {
      requireMany(answers, count, "take_first_k");
      return answers.with(answers.texts().subList(0, count));
    };
  }

  /** The most frequent answer, of several equally frequent ones the first. */
  static FilterStep majorityVote() {
    return answers -> {
      requireMany(answers, 1, "majority_vote");
      Map<String, Integer> votes = new LinkedHashMap<>();
      answers.texts().forEach(text -> votes.merge(text, 1, Integer::sum));
      String elected = answers.texts().get(0);
      for (Map.Entry<String, Integer> vote : votes.entrySet()) {
        if (vote.getValue() > votes.get(elected)) {
          elected = vote.getKey();
        }
      }
      return answers.with(List.of(elected));
    };
  }

  private static void requireMany(Answers answers, int count, String step) {
    if (answers.texts().size() < count) {
      throw AssayException.request(
          "bad_answer",
          step + " needs " + count + " answers",
          "there are " + answers.texts().size(),
          "let the task ask for as many with 'repeats'");
    }
  }
}
