package dev.assay.eval.sidebyside;

import dev.assay.eval.preference.JudgedPair;
import java.util.List;
import java.util.Set;

/**
 * What one judge said of all pairs.
 *
 * @param judge {@code logprob:MODEL}, {@code generated:MODEL}, {@code rule:NAME} or {@code
 *     likelihood}
 * @param isGenerated whether its verdicts are texts, so that both orders have to say the same
 * @param source id of its run, or of several with {@code +} between; empty for a rule
 * @param sameFamily whether it is of the family of one of the models
 * @param pairs one per pair, in their order; unparsed where it said nothing
 * @param cut places of the pairs whose answers it was shown in part
 */
public record Judgement(
    String judge,
    boolean isGenerated,
    String source,
    boolean sameFamily,
    List<JudgedPair> pairs,
    Set<Integer> cut) {
  /** The name of the judge that is no judge of answers: how likely a right one is to each model. */
  public static final String LIKELIHOOD = "likelihood";

  public Judgement {
    pairs = List.copyOf(pairs);
    cut = Set.copyOf(cut);
  }

  /** Of a judge that is shown nothing, so that nothing is cut. */
  public static Judgement shownNothing(String judge, String source, List<JudgedPair> pairs) {
    return new Judgement(judge, false, source, false, pairs, Set.of());
  }

  /** It counts something in the answers. */
  public boolean isRule() {
    return judge.startsWith("rule:");
  }

  /** The answers are not what is judged: equal ones are no tie, and none is a loss. */
  public boolean isOfModels() {
    return judge.equals(LIKELIHOOD);
  }

  /** Somebody was shown the answers, one before the other. */
  public boolean isShown() {
    return !isRule() && !isOfModels();
  }
}
