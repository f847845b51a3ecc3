package dev.assay.eval.sidebyside;

import dev.assay.core.text.PythonText;
import dev.assay.eval.sidebyside.Contestant.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The pairs of two models, and what is in none.
 *
 * @param pairs in the order of the candidate's prompts
 * @param candidateOnly prompts that only the candidate was asked
 * @param baselineOnly prompts that only the baseline was asked
 * @param failed prompts of which one of them has no answer
 * @param emptyBoth prompts that both answered with nothing
 */
public record Pairing(
    List<AnswerPair> pairs, int candidateOnly, int baselineOnly, int failed, int emptyBoth) {
  public Pairing {
    pairs = List.copyOf(pairs);
  }

  private record Key(String promptId, int sample) {}

  /** Answers to the same prompts meet, sample by sample. */
  public static Pairing of(Contestant candidate, Contestant baseline) {
    Map<Key, Answer> others = new HashMap<>();
    baseline.answers().forEach(answer -> others.put(key(answer), answer));
    Set<Key> met = new HashSet<>();
    List<AnswerPair> pairs = new ArrayList<>();
    int candidateOnly = 0;
    int failed = 0;
    int empty = 0;
    for (Answer answer : candidate.answers()) {
      Answer other = others.get(key(answer));
      if (!met.add(key(answer))) {
        continue;
      }
      if (other == null) {
        candidateOnly++;
      } else if (answer.text() == null || other.text() == null) {
        failed++;
      } else if (isEmpty(answer) && isEmpty(other)) {
        empty++;
      } else {
        pairs.add(
            new AnswerPair(
                answer.promptId(),
                answer.sample(),
                answer.category(),
                answer.label(),
                answer.request(),
                answer.reference(),
                candidate.name(),
                baseline.name(),
                answer.text(),
                other.text()));
      }
    }
    int baselineOnly = (int) others.keySet().stream().filter(key -> !met.contains(key)).count();
    return new Pairing(pairs, candidateOnly, baselineOnly, failed, empty);
  }

  private static Key key(Answer answer) {
    return new Key(answer.promptId(), answer.sample());
  }

  private static boolean isEmpty(Answer answer) {
    return PythonText.strip(answer.text()).isEmpty();
  }
}
